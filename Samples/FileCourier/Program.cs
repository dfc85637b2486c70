using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using FileCourier;
using Rx.Sockets;
using Spectre.Console;

// Exit code 0: all counts and hashes agree; 1: not, or a file cannot be read; 2: a wrong argument.
const string Usage = "usage: dotnet run --project Samples/FileCourier -- [--engine auto|epoll|uring|portable] [--dir PATH]";
try
{
    var (engine, directory) = Parse(args);
    using var loop = new SocketLoop(engine);
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories);
    var frames = files.SelectMany(Courier.MessagesOf).Append(default).Select(message => Framing.LengthPrefixed(4).Frame(message));
    var total = frames.Sum(frame => frame.Length);
    Console.WriteLine($"{files.Length:N0} files of {directory}; engine {loop.EngineReason}");

    var (peer, connections, intact, sent) = (new Peer(listener), new List<RxSocket>(), 0, default(SendProgress));
    await AnsiConsole.Progress().StartAsync(async screen =>
    {
        var (bytes, whole) = (screen.AddTask("bytes sent", maxValue: total), screen.AddTask("files received", maxValue: files.Length));
        var reading = peer.ReadAsync(() => whole.Value = ++intact);
        sent = await Courier.Deliver(frames, before => Observable.Start(() => Connect(before.Bytes)), legs: 8).Do(now =>
        {
            bytes.Value = now.Bytes;
            if (connections is [var first] && now.Bytes >= total / 2) first.Dispose(); // broken on purpose, wherever in a frame it is
        });
        await reading;
    });

    var agrees = sent.Bytes == total && peer.Received == total && intact == files.Length;
    Console.WriteLine($"{sent.Bytes:N0} of {total:N0} bytes sent, {peer.Received:N0} received, over {connections.Count} connections");
    Console.WriteLine($"{intact:N0} of {files.Length:N0} files with the same SHA-256 on both sides. {(agrees ? "All counts agree." : "SOME COUNTS DO NOT AGREE.")}");
    return agrees ? 0 : 1;

    RxSocket Connect(long start)
    {
        AnsiConsole.WriteLine($"connection {connections.Count + 1} goes on at byte {start:N0}");
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 64 * 1024 };
        client.Connect(listener.LocalEndpoint);
        connections.Add(new RxSocket(client, new RxSocketOptions { Loop = loop }));
        return connections[^1];
    }
}
catch (Exception error) when (error is ArgumentException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
{
    var isHelp = args is ["--help" or "-h"];
    (isHelp ? Console.Out : Console.Error).WriteLine(isHelp ? Usage : $"file courier: {error.Message}");
    return isHelp ? 0 : error is IOException or UnauthorizedAccessException ? 1 : 2;
}

static (SocketEngineKind Engine, string Directory) Parse(ReadOnlySpan<string> args) => args switch
{
    [] => (SocketEngineKind.Auto, AppContext.BaseDirectory),
    ["--engine", "auto" or "epoll" or "uring" or "portable", .. var more] => Parse(more) with { Engine = Enum.Parse<SocketEngineKind>(args[1], ignoreCase: true) },
    ["--engine", ..] => throw new ArgumentException($"'{string.Join(' ', args!)}': --engine needs auto, epoll, uring or portable"),
    ["--dir", var path, .. var more] when Directory.Exists(path) => Parse(more) with { Directory = path },
    ["--dir", ..] => throw new ArgumentException($"'{string.Join(' ', args!)}': --dir needs a directory that exists"),
    _ => throw new ArgumentException($"unknown argument '{args[0]}'; {Usage}"),
};
