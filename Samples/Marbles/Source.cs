using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;

namespace MarbleTool;

/// <summary>One file that was read.</summary>
/// <param name="Topic">Its path below the folder it was found in, without extension, with forward slashes.</param>
/// <param name="File">As it reads.</param>
internal sealed record Source(string Topic, MarbleFile File)
{
    /// <summary>All files; those of the repository if none are named.</summary>
    /// <exception cref="MarbleFormatException">With the errors of all of them.</exception>
    public static IReadOnlyList<Source> Load(IReadOnlyList<string> files)
    {
        var errors = new List<MarbleError>();
        var sources = Read(files, errors);
        return errors.Count == 0 ? sources : throw new MarbleFormatException(errors);
    }

    /// <summary>Those that can be read; what is wrong with the others is added to <paramref name="errors"/>.</summary>
    public static IReadOnlyList<Source> Read(IReadOnlyList<string> files, List<MarbleError> errors)
    {
        var sources = new List<Source>();
        foreach (var (topic, path) in Find(files.Count == 0 ? [Repository.Marbles()] : files))
        {
            try
            {
                sources.Add(new Source(topic, MarbleReader.Load(path)));
            }
            catch (MarbleFormatException unreadable)
            {
                errors.AddRange(unreadable.Errors);
            }
        }

        return sources;
    }

    private static IEnumerable<(string Topic, string Path)> Find(IEnumerable<string> places) => places.SelectMany(place =>
        Directory.Exists(place) ? InFolder(place)
        : System.IO.File.Exists(place) ? [(TopicOf(place), Shown(place))]
        : throw new UsageException($"there is no file or folder '{place}'"));

    private static List<(string Topic, string Path)> InFolder(string folder)
    {
        var found = Directory.EnumerateFiles(folder, "*.marble", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split('/', '\\').Any(part => part is "bin" or "obj"))
            .Select(path => (NameOf(Path.GetRelativePath(folder, path)), Shown(path)))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new UsageException($"there is no .marble file in '{folder}'");
    }

    // A file of the repository has the same name whether it is found or named.
    private static string TopicOf(string path)
    {
        var full = Path.GetFullPath(path);
        return Repository.TryFind() is { } marbles && full.StartsWith(marbles + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? NameOf(Path.GetRelativePath(marbles, full))
            : Path.GetFileNameWithoutExtension(path);
    }

    private static string NameOf(string path) => Path.ChangeExtension(path, null).Replace('\\', '/');

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
