using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Drawing;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>What every picture must be: the same everywhere, readable by machines, by people who cannot see it, in light and dark.</summary>
public class Pictures
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Scenario Refused = MarbleReader.Parse(MarbleFolder.Read("composition/switch-never-interleaves.marble")).Scenarios[0];

    [Theory]
    [MemberData(nameof(Specification.Files), MemberType = typeof(Specification))]
    public void Picture_is_named_and_described_and_its_ids_are_its_own(string file)
    {
        foreach (var scenario in MarbleReader.Parse(MarbleFolder.Read(file), file).Scenarios)
        {
            var svg = XDocument.Parse(ScenarioPicture.Draw(scenario, "p")).Root!;
            Assert.Equal("img", (string?)svg.Attribute("role"));
            Assert.Equal("p-title p-desc", (string?)svg.Attribute("aria-labelledby"));
            Assert.Equal(scenario.Name, svg.Element(Svg + "title")!.Value);
            Assert.All(ScenarioSentences.Of(scenario), s => Assert.Contains($"Tick {s.Tick}: {s.Text}.", svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal));
            Assert.All(svg.Descendants().Attributes("id"), id => Assert.StartsWith("p-", id.Value, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Specification.Files), MemberType = typeof(Specification))]
    public void Coordinates_are_whole_numbers_inside_the_picture(string file)
    {
        foreach (var svg in MarbleReader.Parse(MarbleFolder.Read(file), file).Scenarios.Select(s => XDocument.Parse(ScenarioPicture.Draw(s, "p")).Root!))
        {
            var width = (int)svg.Attribute("width")!;
            Assert.All(
                svg.Descendants().Where(e => e.Name.LocalName is "rect" or "line" or "circle" or "text").Attributes()
                    .Where(a => a.Name.LocalName is "x" or "x1" or "x2" or "cx"),
                a => Assert.InRange(int.Parse(a.Value, NumberStyles.None, CultureInfo.InvariantCulture), 0, width));
        }
    }

    [Fact]
    public void Picture_is_the_same_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var first = ScenarioPicture.Draw(Refused, "p");
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA") { NumberFormat = { NegativeSign = "~", NativeDigits = CultureInfo.InvariantCulture.NumberFormat.NativeDigits } };
            Assert.Equal(first, ScenarioPicture.Draw(Refused, "p"));
            Assert.DoesNotContain('\r', first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Bytes_on_the_wire_have_the_colour_of_their_send()
    {
        var svg = ScenarioPicture.Draw(Refused, "p");
        var wire = Regex.Matches(svg, "<rect class=\"mark (c[a-z])\"[^>]*/>\n<text class=\"mid\"[^>]*>(AA|BB)</text>");

        Assert.Equal(["ca AA", "ca AA", "cb BB"], wire.Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}"));
    }

    [Fact]
    public void A_refused_request_differs_by_more_than_its_colour()
    {
        var svg = ScenarioPicture.Draw(Refused, "p");

        Assert.Matches("<rect class=\"mark ca dash\"[^>]*/>\n<text[^>]*>a total \u2717</text>", svg);
    }

    [Fact]
    public void Sentences_say_what_is_done_and_what_is_seen() => Assert.Equal(
        [
            "0 me subscribes; x emits a; send a starts; the wire carries \"AA\"",
            "2 x emits b; send a loses its subscriber; send b starts; cancellation: a total refused",
            "3 x completes",
            "5 the peer reads 4; the wire carries \"AA\" and \"BB\"",
            "6 send b completes; settled: a sent 4; me receives 2 and completion",
        ],
        ScenarioSentences.Of(Refused).Select(s => $"{s.Tick} {s.Text}"));
}
