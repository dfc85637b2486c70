using System.Globalization;
using Rx.Sockets;

namespace Tokens;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(SocketEngineKind Engine, int Bytes)
{
    public const string Usage = "usage: dotnet run --project Samples/Tokens -- [--engine auto|epoll|uring|portable] [--bytes N]";

    private const int Most = 1 << 30;

    /// <exception cref="ArgumentException">With a message for the user.</exception>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments(SocketEngineKind.Auto, 64 * 1024);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--engine" or "--bytes")) throw new ArgumentException($"unknown argument '{args[i]}'");
            if (i + 1 == args.Count) throw new ArgumentException($"{args[i]} needs a value");
            parsed = args[i] == "--engine" ? parsed with { Engine = EngineOf(args[i + 1]) } : parsed with { Bytes = BytesOf(args[i + 1]) };
        }

        return parsed;
    }

    private static SocketEngineKind EngineOf(string name) => name switch
    {
        "auto" => SocketEngineKind.Auto,
        "epoll" => SocketEngineKind.Epoll,
        "uring" => SocketEngineKind.Uring,
        "portable" => SocketEngineKind.Portable,
        _ => throw new ArgumentException($"no engine is called '{name}'"),
    };

    private static int BytesOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most
            ? number
            : throw new ArgumentException($"--bytes needs a whole number from 1 to {Most}, not '{value}'");
}
