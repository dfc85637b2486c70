using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using FileCourier;
using Rx.Sockets;
using Spectre.Console;

// Exit code 0: all counts and hashes agree; 1: not; 2: a wrong argument.
var (directory, seed) = (args is ["--dir", var path] ? path : null, Random.Shared.Next(1_000_000));
if (args is not [] && !Directory.Exists(directory) && !(args is ["--seed", var text] && int.TryParse(text, out seed)))
{
    (args is ["--help" or "-h"] ? Console.Out : Console.Error).WriteLine("usage: dotnet run --project Samples/FileCourier -- [--dir PATH, of a directory | --seed N, a whole number]");
    return args is ["--help" or "-h"] ? 0 : 2;
}

Console.WriteLine(directory ?? $"Random files, --seed {seed}, each called by its length");
string[] files = directory is null
    ? ["20000003", "0", "12345678", "16777216", "1"]
    : [.. Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(directory, file)).Order()];
var framing = Framing.LengthPrefixed(4);
var frames = files.SelectMany(file => Courier.MessagesOf(file, Open)).Append(default).Select(message => framing.Frame(message));
var total = frames.Sum(frame => frame.Length);
using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var (peer, starts) = (new Peer(listener), new List<long>());
RxSocket? socket = null;
var sent = await AnsiConsole.Progress().StartAsync(async screen =>
{
    var (bytes, whole) = (screen.AddTask("bytes sent", maxValue: total), screen.AddTask("files received", maxValue: files.Length));
    var reading = peer.ReadAsync();
    var last = await Courier.Deliver(frames, before => Observable.Start(() => Connect(before.Bytes)), legs: 8).Do(now =>
    {
        (bytes.Value, whole.Value) = (now.Bytes, peer.Intact);
        if (starts.Count == 1 && now.Bytes >= total / 2) socket?.Dispose(); // broken on purpose, wherever in a frame it is
    });
    await reading;
    whole.Value = peer.Intact;
    return last;
});

var agrees = sent.Bytes == total && peer.Received == total && peer.Starts.SequenceEqual(starts) && peer.Intact == files.Length;
Console.WriteLine($"{sent.Bytes:N0} of {total:N0} bytes sent, {peer.Received:N0} received, over {starts.Count} connections");
Console.WriteLine($"{peer.Intact:N0} of {files.Length:N0} files with the same SHA-256 on both sides. {(agrees ? "All counts agree." : "SOME COUNTS DO NOT AGREE.")}");
return agrees ? 0 : 1;

RxSocket Connect(long start)
{
    starts.Add(start);
    AnsiConsole.WriteLine($"connection {starts.Count} goes on at byte {start:N0}");
    var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
    client.Connect(listener.LocalEndpoint);
    return socket = new RxSocket(client);
}

Stream Open(string file) => directory is null
    ? new MemoryStream(new Random(seed).GetItems("ACGT"u8, int.Parse(file)))
    : File.OpenRead(Path.Combine(directory, file));
