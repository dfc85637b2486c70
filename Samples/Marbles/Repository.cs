namespace MarbleTool;

/// <summary>Finds the specification: upwards from where the tool is run, then from where it was built.</summary>
internal static class Repository
{
    public static string Marbles() => TryFind() ?? throw new UsageException("there is no folder 'marbles' here or above; name the files");

    public static string? TryFind() => Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory);

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var marbles = Path.Combine(at.FullName, "marbles");
            if (Directory.Exists(Path.Combine(marbles, "Rx.Sockets.Marbles"))) return marbles;
        }

        return null;
    }
}
