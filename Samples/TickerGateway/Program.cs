using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets;
using Spectre.Console;
using TickerGateway;

// Exit code 0: all counts agree; 1: not; 2: a wrong argument.
const string Usage = "usage: dotnet run --project Samples/TickerGateway -- [--engine auto|epoll|uring|portable] [--subscribers N]";
try
{
    var (engine, count) = Parse(args);
    using var loop = new SocketLoop(engine);
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    Console.WriteLine($"{count:N0} subscribers; engine {loop.EngineReason}");
    var subscribers = new Dictionary<RxSocket, Subscriber>();
    for (var number = 1; number <= count; number++)
    {
        // Small buffers, so that who is slow is slow for the gateway, and not for the kernel only.
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
        client.Connect(listener.LocalEndpoint);
        var socket = new RxSocket(listener.AcceptSocket(), new RxSocketOptions { Loop = loop }) { Socket = { SendBufferSize = 8 * 1024 } };
        subscribers.Add(socket, new Subscriber(client, rest: number == 5 ? null : TimeSpan.FromMilliseconds(number % 3 == 0 ? 50 : 0)));
    }

    string[] symbols = ["ACME", "BOLT", "CORE", "DUNE", "ECHO", "FERN", "GALE", "HAZE", "IRIS", "JADE", "KELP", "LUNA"];
    var lines = Random.Shared.GetItems(symbols, 30_000).Select((symbol, index) => $"{symbol} {index + 1} {Random.Shared.Next(9_900, 10_100) / 100m:F2}").ToList();
    var feed = Observable.Interval(TimeSpan.FromMilliseconds(10)).Zip(lines.Chunk(100), (_, some) => some).SelectMany(some => some);
    var all = Gateway.Publish(feed, new SocketSet(subscribers.Keys), settled: Leave).ToTask();
    var following = Task.WhenAll(subscribers.Values.Select(one => one.FollowAsync(all)));
    var redrawn = Observable.Interval(TimeSpan.FromSeconds(0.1)).TakeUntil(following.ToObservable()).Append(0);
    if (!Console.IsOutputRedirected) await AnsiConsole.Live(Show()).StartAsync(live => redrawn.ForEachAsync(_ => live.UpdateTarget(Show())));
    await following;
    if (Console.IsOutputRedirected) AnsiConsole.Write(Show());

    var (sent, newest) = (await all, lines.AggregateBy(Gateway.SymbolOf, "", (_, line) => line).ToHashSet());
    var right = subscribers.Values.Count(one => one.Agrees(lines.Count, newest));
    var agrees = right == count && sent with { Waits = 0 } == subscribers.Values.Select(one => one.Sent!.Value).Aggregate(SendProgress.Add);
    Console.WriteLine($"{sent.Messages:N0} lines sent, {sent.Conflated:N0} conflated, {sent.Dropped:N0} dropped: {lines.Count:N0} for each subscriber");
    Console.WriteLine(agrees ? "All counts agree." : $"SOME COUNTS DO NOT AGREE: those of {right} of {count} subscribers do.");
    return agrees ? 0 : 1;

    void Leave(SocketDeparture departure) // one call at a time
    {
        subscribers[departure.Socket].Sent = departure.Progress;
        departure.Socket.Dispose();
        if (subscribers.Where(one => one.Value.Sent is null).ToList() is [(var last, { Pace: "stalled" })]) last.Dispose(); // given up, in the middle of a line
    }

    Table Show()
    {
        var table = new Table { Caption = count > 16 ? new TableTitle($"and {count - 16} more") : null };
        table.AddColumns("subscriber", "last line", "received", "sent", "conflated", "dropped");
        foreach (var (number, one) in subscribers.Values.Take(16).Index())
            table.AddRow($"{number + 1} {one.Pace}", one.Last, $"{one.Received,8:N0}", $"{one.Sent?.Messages,6:N0}", $"{one.Sent?.Conflated,9:N0}", $"{one.Sent?.Dropped,7:N0}");
        return table;
    }
}
catch (Exception error) when (error is ArgumentException or PlatformNotSupportedException)
{
    var isHelp = args is ["--help" or "-h"];
    (isHelp ? Console.Out : Console.Error).WriteLine(isHelp ? Usage : $"ticker gateway: {error.Message}");
    return isHelp ? 0 : 2;
}

static (SocketEngineKind Engine, int Subscribers) Parse(ReadOnlySpan<string> args) => args switch
{
    [] => (SocketEngineKind.Auto, 8),
    ["--engine", "auto" or "epoll" or "uring" or "portable", .. var more] => Parse(more) with { Engine = Enum.Parse<SocketEngineKind>(args[1], ignoreCase: true) },
    ["--engine", ..] => throw new ArgumentException($"'{string.Join(' ', args!)}': --engine needs auto, epoll, uring or portable"),
    ["--subscribers", var text, .. var more] when int.TryParse(text, out var count) && count is > 0 and <= 1_000 => Parse(more) with { Subscribers = count },
    ["--subscribers", ..] => throw new ArgumentException($"'{string.Join(' ', args!)}': --subscribers needs a whole number from 1 to 1000"),
    _ => throw new ArgumentException($"unknown argument '{args[0]}'; {Usage}"),
};
