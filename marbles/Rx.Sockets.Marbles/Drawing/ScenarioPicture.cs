using System.Globalization;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Draws scenarios: one SVG for light and dark, the same bytes from the same scenario.</summary>
public static class ScenarioPicture
{
    /// <summary>The style of all pictures, for pages that inline them.</summary>
    public static string StyleSheet => Palette.StyleSheet;

    /// <summary>A whole file.</summary>
    /// <param name="scenario">What is drawn.</param>
    /// <param name="id">The start of its ids: see <see cref="ScenarioId"/>.</param>
    public static string Draw(Scenario scenario, string id) => Draw(scenario, id, withStyle: true);

    /// <summary>An element for a page that has <see cref="StyleSheet"/>.</summary>
    public static string DrawInline(Scenario scenario, string id) => Draw(scenario, id, withStyle: false);

    private static string Draw(Scenario scenario, string id, bool withStyle)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(id);
        var reader = new LaneReader(scenario);
        var colors = new SendColors(scenario);
        var layout = new PictureLayout(scenario, new Badges(reader, colors, new WireOwners(scenario, reader)));
        var svg = new SvgWriter();
        Open(svg, scenario, layout, id);
        if (withStyle) svg.Raw($"<style>\n{StyleSheet}</style>");
        svg.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"page\" fill=\"#fff\" width=\"{layout.Width}\" height=\"{layout.Height}\"/>"));
        var grid = new GridPainter(svg, scenario, layout, colors);
        var lanes = new LanePainter(svg, scenario, layout, colors, id);
        grid.Paint();
        foreach (var row in layout.When.Concat(layout.Then))
            lanes.PaintLine(row);
        grid.PaintCuts();
        svg.Raw("<g class=\"marks\">");
        foreach (var row in layout.When.Concat(layout.Then))
            lanes.PaintMarks(row);
        svg.Raw("</g>\n<g class=\"names\">");
        foreach (var row in layout.When.Concat(layout.Then))
            lanes.PaintName(row);
        svg.Raw("</g>\n</svg>");
        return svg.ToString();
    }

    // The three numbers of data- are all that a page must know to put a cursor on a tick.
    private static void Open(SvgWriter svg, Scenario scenario, PictureLayout layout, string id)
    {
        var ticks = string.Join(' ', Enumerable.Range(0, layout.Scale.Columns).Select(c => scenario.Time.TickAt(c)?.ToString(CultureInfo.InvariantCulture) ?? "/"));
        svg.Raw(string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mb\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {layout.Width} {layout.Height}\" width=\"{layout.Width}\" height=\"{layout.Height}\" style=\"--width:{layout.Width}px\" data-left=\"{layout.Scale.Left}\" data-step=\"{layout.Scale.Step}\" data-top=\"{layout.RulerY - 12}\" data-ticks=\"{ticks}\">"));
        svg.Element("title", scenario.Name, $" id=\"{id}-title\"");
        var sentences = ScenarioSentences.Of(scenario).Select(s => $"Tick {s.Tick.ToString(CultureInfo.InvariantCulture)}: {s.Text}.");
        svg.Element("desc", string.Join('\n', scenario.Notes.Concat(sentences)), $" id=\"{id}-desc\"");
        svg.Raw($"<defs><pattern id=\"{id}-only\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"M-2 2l4 -4M0 8l8 -8M6 10l4 -4\"/></pattern></defs>");
    }
}
