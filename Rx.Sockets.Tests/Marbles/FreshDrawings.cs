using System.Text;
using MarbleTool;
using MarbleTool.Commands;
using Repository = Rx.Sockets.Tests.Architecture.Repository;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>What is committed is what the tool draws today, to the byte.</summary>
public class FreshDrawings
{
    private const string Remedy = "dotnet run --project Samples/Marbles -- draw && dotnet run --project Samples/Marbles -- gallery";

    [Fact]
    public void Committed_pictures_are_those_of_the_scenarios()
    {
        var committed = Repository.Files("*.svg", "marbles/pictures").ToDictionary(f => Path.GetFileName(f), f => File.ReadAllBytes(Repository.PathOf(f)));

        var stale = Stale(Drawn(), committed);
        Assert.True(stale.Count == 0, $"{stale.Count} pictures are stale, missing or of no scenario; run {Remedy}\n{string.Join('\n', stale)}");
    }

    [Fact]
    public void Committed_gallery_shows_the_scenarios() => Assert.True(
        Encoding.UTF8.GetBytes(GalleryCommand.Page(All())).AsSpan().SequenceEqual(File.ReadAllBytes(Repository.PathOf("marbles/gallery/index.html"))),
        $"the gallery is stale; run {Remedy}");

    [Fact]
    public void A_picture_that_is_missing_left_over_or_other_by_a_byte_is_stale()
    {
        var drawn = Drawn();
        var committed = Drawn();
        Assert.Empty(Stale(drawn, committed));

        var names = drawn.Keys.Order(StringComparer.Ordinal).Take(2).ToList();
        committed.Remove(names[0]);
        committed[names[1]][^2] ^= 1;
        committed["of-no-scenario.svg"] = [];
        Assert.Equal(names.Append("of-no-scenario.svg").Order(StringComparer.Ordinal), Stale(drawn, committed));
    }

    [Fact]
    public void Drawn_again_in_another_order_all_at_once_the_bytes_are_the_same()
    {
        var first = Drawn();
        var again = All().Reverse().AsParallel().SelectMany(source => DrawCommand.Pictures([source])).ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value));

        Assert.Empty(Stale(first, again));
        Assert.Equal(GalleryCommand.Page(All()), GalleryCommand.Page(All()));
    }

    private static List<string> Stale(Dictionary<string, byte[]> drawn, Dictionary<string, byte[]> committed) =>
    [
        .. drawn.Keys.Union(committed.Keys)
            .Where(name => !drawn.TryGetValue(name, out var one) || !committed.TryGetValue(name, out var other) || !one.AsSpan().SequenceEqual(other))
            .Order(StringComparer.Ordinal),
    ];

    private static Dictionary<string, byte[]> Drawn() => DrawCommand.Pictures(All()).ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value));

    private static IReadOnlyList<Source> All() => Source.Load([Repository.PathOf("marbles")]);
}
