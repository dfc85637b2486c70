using Rx.Sockets;

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
          record FILE [--like SCENARIO] [--engine auto|epoll|uring|portable]
                                     play sends on real sockets, write what they did into FILE, and print it;
                                     hold it by shape against a scenario: a file, or FILE#NAME

        FILES are files and folders; without any, all of the repository's marbles/.
        exit code 0: all right
                  1: a scenario fails; no recording has the shape of the one it is held against
                  2: a file cannot be read, or not be run without C# (it says 'bound'), or an argument is wrong
        """;

    private static readonly string[] Commands = ["check", "draw", "gallery", "explain", "record"];

    public string Command { get; private init; } = "help";

    public IReadOnlyList<string> Files { get; private init; } = [];

    public string? Out { get; private init; }

    /// <summary>What a recording is held against.</summary>
    public string? Like { get; private init; }

    public SocketEngineKind Engine { get; private init; }

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
                "--out" when args[0] is "draw" or "gallery" => parsed with { Out = ValueOf(args, ref i, "a folder") },
                "--like" when args[0] == "record" => parsed with { Like = ValueOf(args, ref i, "a file, or FILE#NAME") },
                "--engine" when args[0] == "record" => parsed with { Engine = EngineOf(ValueOf(args, ref i, "a name")) },
                ['-', ..] => throw new UsageException($"unknown argument '{args[i]}'; --help lists them all"),
                _ => parsed with { Files = [.. parsed.Files, args[i]] },
            };
        }

        return parsed switch
        {
            { Command: "explain", Files.Count: 0 } => throw new UsageException("explain needs a file"),
            { Command: "gallery", Files.Count: > 0 } => throw new UsageException("gallery shows all files and takes none"),
            { Command: "record", Files.Count: not 1 } => throw new UsageException("record needs the one file that it writes"),
            _ => parsed,
        };
    }

    private static string ValueOf(IReadOnlyList<string> args, ref int at, string what)
    {
        var option = args[at];
        return ++at < args.Count ? args[at] : throw new UsageException($"{option} needs {what}");
    }

    private static SocketEngineKind EngineOf(string name) =>
        Enum.TryParse<SocketEngineKind>(name, ignoreCase: true, out var engine) && Enum.IsDefined(engine) && !char.IsDigit(name[0])
            ? engine
            : throw new UsageException($"'{name}' is not an engine; there are {string.Join(", ", Enum.GetNames<SocketEngineKind>()).ToLowerInvariant()}");
}
