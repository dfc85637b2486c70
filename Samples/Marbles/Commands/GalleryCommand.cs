using Rx.Sockets.Marbles.Gallery;

namespace MarbleTool.Commands;

/// <summary>Writes the page that shows all scenarios.</summary>
internal static class GalleryCommand
{
    public static int Run(Arguments arguments, TextWriter output)
    {
        var sources = Source.Load(arguments.Files);
        var folder = arguments.Out ?? Path.Combine(Repository.Marbles(), "gallery");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "index.html");
        File.WriteAllText(path, Page(sources));
        output.WriteLine($"{sources.Sum(s => s.File.Scenarios.Count)} scenarios in {path}");
        return ExitCode.Right;
    }

    /// <summary>The page.</summary>
    public static string Page(IReadOnlyList<Source> sources) => GalleryPage.Write(sources.Select(s => (s.Topic, s.File)));
}
