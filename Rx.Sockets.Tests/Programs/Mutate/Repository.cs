namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>Where the sources of this very build lie.</summary>
internal static class Repository
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RxSockets.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"RxSockets.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
