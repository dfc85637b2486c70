using System.Net;
using Rx.Sockets;

namespace Quickstart;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        usage: dotnet run --project Samples/Quickstart -- [--file PATH] [--to HOST:PORT] [--engine auto|epoll|uring|portable]
                                                            [--record PATH]

          --file PATH       send this file instead of a generated payload
          --to HOST:PORT    send to a real peer instead of the embedded one ([::1]:9000 for IPv6)
          --engine NAME     which engine sends; auto, the default, takes the best that is proven here
          --record PATH     note what the sends do, write it as a marble file, and print the diagrams
        """;

    public string? File { get; private init; }

    public DnsEndPoint? To { get; private init; }

    public SocketEngineKind Engine { get; private init; }

    /// <summary>Where the recording goes.</summary>
    public string? Record { get; private init; }

    public bool Help { get; private init; }

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Count; i++)
        {
            parsed = args[i] switch
            {
                "--file" => parsed with { File = ExistingFile(ValueOf(args, ref i)) },
                "--to" => parsed with { To = EndPointOf(ValueOf(args, ref i)) },
                "--engine" => parsed with { Engine = EngineOf(ValueOf(args, ref i)) },
                "--record" => parsed with { Record = PathInFolder(ValueOf(args, ref i)) },
                "--help" or "-h" => parsed with { Help = true },
                var unknown => throw new UsageException($"unknown argument '{unknown}'; --help lists them all"),
            };
        }

        return parsed;
    }

    private static string ValueOf(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count ? args[++i] : throw new UsageException($"{args[i]} needs a value");

    private static string ExistingFile(string path) =>
        System.IO.File.Exists(path) ? path : throw new UsageException($"there is no file '{path}'");

    // Said before the tour, not after it.
    private static string PathInFolder(string path) =>
        path.Length > 0 && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))
            ? path
            : throw new UsageException($"'{path}' is not a file that can be written");

    private static DnsEndPoint EndPointOf(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        return host.Length > 0 && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            ? new DnsEndPoint(host, port)
            : throw new UsageException($"'{text}' is not HOST:PORT");
    }

    private static SocketEngineKind EngineOf(string name) =>
        Enum.TryParse<SocketEngineKind>(name, ignoreCase: true, out var engine) && Enum.IsDefined(engine) && !char.IsDigit(name[0])
            ? engine
            : throw new UsageException($"'{name}' is not an engine: auto, epoll, uring or portable");
}
