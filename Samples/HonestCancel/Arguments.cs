using System.Globalization;
using Rx.Sockets;

namespace HonestCancel;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(SocketEngineKind Engine, int Count, int Seed)
{
    public const string Usage = "usage: dotnet run -c Release --project Samples/HonestCancel -- [--engine auto|epoll|uring|portable] [--count N] [--seed N]";

    // About ten seconds on two cores.
    private const int DefaultCount = 40_000;

    /// <exception cref="ArgumentException">With a message for the user.</exception>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments(SocketEngineKind.Auto, DefaultCount, Random.Shared.Next(1_000_000));
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--engine" or "--count" or "--seed")) throw new ArgumentException($"unknown argument '{args[i]}'");
            if (i + 1 == args.Count) throw new ArgumentException($"{args[i]} needs a value");
            parsed = args[i] switch
            {
                "--engine" => parsed with { Engine = EngineOf(args[i + 1]) },
                "--count" => parsed with { Count = NumberOf(args[i], args[i + 1], least: 1) },
                _ => parsed with { Seed = NumberOf(args[i], args[i + 1], least: 0) },
            };
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

    private static int NumberOf(string name, string value, int least)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least)
            throw new ArgumentException($"{name} needs a whole number from {least}, not '{value}'");
        return number;
    }
}
