using MarbleTool;
using MarbleTool.Commands;
using Repository = Rx.Sockets.Tests.Architecture.Repository;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>What is committed is what the tool draws today.</summary>
public class FreshDrawings
{
    private const string Remedy = "dotnet run --project Samples/Marbles -- draw && dotnet run --project Samples/Marbles -- gallery";

    [Fact]
    public void Committed_pictures_are_those_of_the_scenarios()
    {
        var drawn = DrawCommand.Pictures(All());
        var committed = Repository.Files("*.svg", "marbles/pictures").ToDictionary(f => Path.GetFileName(f), Repository.Read);

        var stale = drawn.Keys.Union(committed.Keys).Where(name => drawn.GetValueOrDefault(name) != committed.GetValueOrDefault(name)).Order(StringComparer.Ordinal).ToList();
        Assert.True(stale.Count == 0, $"{stale.Count} pictures are stale, missing or of no scenario; run {Remedy}\n{string.Join('\n', stale)}");
    }

    [Fact]
    public void Committed_gallery_shows_the_scenarios() =>
        Assert.True(GalleryCommand.Page(All()) == Repository.Read("marbles/gallery/index.html"), $"the gallery is stale; run {Remedy}");

    private static IReadOnlyList<Source> All() => Source.Load([Repository.PathOf("marbles")]);
}
