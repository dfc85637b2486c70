using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using FileCourier;
using Rx.Sockets;
using Spectre.Console;

// Exit code 0: all counts and hashes agree; 1: not; 2: a wrong argument.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seed = Random.Shared.Next(1_000_000);
if (args is not ([] or ["--dir", _] or ["--seed", _]) || (args is ["--seed", var text] && !int.TryParse(text, out seed)))
{
    Console.Error.WriteLine("usage: dotnet run --project Samples/FileCourier -- [--dir PATH | --seed N]");
    return 2;
}

using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var random = args is ["--dir", _] ? null : RandomFiles(seed);
try
{
    return await DeliverAsync(new Cargo(random?.FullName ?? args[1]), new Peer(listener)) ? 0 : 1;
}
catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"file courier: {error.Message}");
    return 1;
}
finally
{
    random?.Delete(recursive: true);
}

async Task<bool> DeliverAsync(Cargo cargo, Peer peer)
{
    var (total, connections, agrees) = (cargo.Frames().Sum(frame => frame.Length), 0, true);
    RxSocket? socket = null;
    var reading = peer.ReadAsync();
    var courier = Courier.Deliver(cargo.Frames(), before => Observable.FromAsync(() => ConnectAsync(before)), legs: 8)
        .Do(sent => (connections == 1 && sent.Bytes >= total / 2 ? socket : null)?.Dispose()); // broken on purpose, wherever in a frame it is
    var sent = Console.IsOutputRedirected ? await courier : await AnsiConsole.Progress().StartAsync(async screen =>
    {
        var bars = cargo.Files.Select(file => screen.AddTask(Markup.Escape(file), maxValue: cargo.FramesOf(file).Sum(frame => frame.Length))).ToList();
        return await courier.Do(sent => Fill(bars, sent.Bytes));
    });

    await socket!.DisposeAsync();
    await reading;
    var same = cargo.Files.Count(file => peer.Has(file, cargo.HashOf(file)));
    agrees &= sent.Bytes == total && peer.Received == total && same == cargo.Files.Count;
    Console.WriteLine($"{sent.Bytes:N0} of {total:N0} bytes sent, {peer.Received:N0} received, over {connections} connections");
    Console.WriteLine($"{same} of {cargo.Files.Count} files have the same SHA-256 on both sides");
    Console.WriteLine(agrees ? "All counts agree." : "SOME COUNTS DO NOT AGREE.");
    return agrees;

    async Task<RxSocket> ConnectAsync(SendProgress before)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndpoint);
        var greeting = new byte[sizeof(long)];
        await client.ReceiveAsync(greeting);
        var received = BitConverter.ToInt64(greeting);
        agrees &= received == before.Bytes;
        AnsiConsole.WriteLine($"connection {++connections}: goes on at byte {before.Bytes:N0}, the peer has got {received:N0}");
        return socket = new RxSocket(client);
    }
}

// They are filled one after the other: what is too much for one is in the next.
static void Fill(List<ProgressTask> bars, double bytes)
{
    foreach (var bar in bars)
    {
        bar.Value = Math.Clamp(bytes, 0, bar.MaxValue);
        bytes -= bar.MaxValue;
    }
}

static DirectoryInfo RandomFiles(int seed)
{
    Console.WriteLine($"Random files, --seed {seed}");
    var (directory, random) = (Directory.CreateTempSubdirectory("file-courier-"), new Random(seed));
    foreach (var (name, length) in new[] { ("atlas.bin", 20_000_003), ("blank.txt", 0), ("ledger.bin", 12_345_678), ("parcel.bin", 16 << 20), ("postcard.txt", 1) })
    {
        var content = new byte[length];
        random.NextBytes(content);
        File.WriteAllBytes(Path.Combine(directory.FullName, name), content);
    }

    return directory;
}
