namespace Rx.Sockets.Tests.Architecture;

/// <summary>Where the sources of this very build lie.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Files below <paramref name="folder"/>, relative to the root and with forward slashes; no build output.</summary>
    public static IReadOnlyList<string> Files(string pattern, string folder = "") =>
    [
        .. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or ".git" or "TestResults"))
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RxSockets.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"RxSockets.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
