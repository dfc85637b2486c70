namespace MarbleTool;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        usage: dotnet run --project Samples/Marbles -- COMMAND [FILES]

          check [FILES]              run every scenario in virtual time
          draw [FILES] [--out DIR]   draw every scenario as SVG; default: marbles/pictures
          gallery [--out DIR]        write index.html with all of them; default: marbles/gallery
          explain FILE...            say in words what happens, tick by tick

        FILES are files and folders; without any, all of the repository's marbles/.
        exit code 0: all right; 1: a scenario fails; 2: a file cannot be read, or an argument is wrong
        """;

    private static readonly string[] Commands = ["check", "draw", "gallery", "explain"];

    public string Command { get; private init; } = "help";

    public IReadOnlyList<string> Files { get; private init; } = [];

    public string? Out { get; private init; }

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0) throw new UsageException("there is no command");
        if (args.Any(a => a is "--help" or "-h")) return new Arguments();
        if (!Commands.Contains(args[0])) throw new UsageException($"'{args[0]}' is not a command: {string.Join(", ", Commands)}; --help says more");
        var parsed = new Arguments { Command = args[0] };
        for (var i = 1; i < args.Count; i++)
        {
            parsed = args[i] switch
            {
                "--out" when args[0] is "draw" or "gallery" => parsed with { Out = i + 1 < args.Count ? args[++i] : throw new UsageException("--out needs a folder") },
                ['-', ..] => throw new UsageException($"unknown argument '{args[i]}'; --help lists them all"),
                _ => parsed with { Files = [.. parsed.Files, args[i]] },
            };
        }

        if (parsed is { Command: "explain", Files.Count: 0 }) throw new UsageException("explain needs a file");
        if (parsed is { Command: "gallery", Files.Count: > 0 }) throw new UsageException("gallery shows all files and takes none");
        return parsed;
    }
}
