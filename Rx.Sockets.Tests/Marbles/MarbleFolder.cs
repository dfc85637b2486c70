using System.Reflection;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>The specification files, as they were copied beside the tests.</summary>
public static class MarbleFolder
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "marbles");

    /// <summary>The folder in the source tree; only the accept switch writes there.</summary>
    public static string Source { get; } = typeof(MarbleFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "MarblesSource").Value!;

    /// <summary>Relative, with slashes, in a fixed order.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Path, "*.marble", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));
}
