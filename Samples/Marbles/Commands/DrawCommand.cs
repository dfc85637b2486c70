using Rx.Sockets.Marbles.Drawing;

namespace MarbleTool.Commands;

/// <summary>Draws scenarios, one SVG each.</summary>
internal static class DrawCommand
{
    public static int Run(Arguments arguments, TextWriter output)
    {
        var sources = Source.Load(arguments.Files);
        var folder = arguments.Out ?? Path.Combine(Repository.Marbles(), "pictures");
        Directory.CreateDirectory(folder);
        var pictures = Pictures(sources);
        foreach (var (name, svg) in pictures)
            File.WriteAllText(Path.Combine(folder, name), svg);
        if (arguments is { Files.Count: 0, Out: null }) Remove(folder, pictures);
        output.WriteLine($"{pictures.Count} {(pictures.Count == 1 ? "picture" : "pictures")} in {folder}");
        return ExitCode.Right;
    }

    /// <summary>Every picture by the name of its file.</summary>
    public static IReadOnlyDictionary<string, string> Pictures(IReadOnlyList<Source> sources)
    {
        var pictures = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (topic, file) in sources.Select(s => (s.Topic, s.File)))
        {
            foreach (var scenario in file.Scenarios)
            {
                var id = ScenarioId.Of(topic, scenario);
                if (!pictures.TryAdd($"{id}.svg", ScenarioPicture.Draw(scenario, id)))
                    throw new UsageException($"two scenarios would both be drawn as '{id}.svg'; name one of them differently");
            }
        }

        return pictures;
    }

    // Those of scenarios that are no more: only where every picture is ours.
    private static void Remove(string folder, IReadOnlyDictionary<string, string> pictures)
    {
        foreach (var old in Directory.EnumerateFiles(folder, "*.svg").Where(f => !pictures.ContainsKey(Path.GetFileName(f))))
            File.Delete(old);
    }
}
