using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets;
using Spectre.Console;
using TickerGateway;

// Exit code 0: all counts agree; 1: not; 2: a wrong argument.
var count = 8;
if (args is not [] && !(args is ["--subscribers", var text] && int.TryParse(text, out count) && count is > 0 and <= 1_000))
{
    (args is ["--help" or "-h"] ? Console.Out : Console.Error).WriteLine("usage: dotnet run --project Samples/TickerGateway -- [--subscribers N], from 1 to 1000");
    return args is ["--help" or "-h"] ? 0 : 2;
}

using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var (sockets, subscribers) = (new SocketSet(), new List<Subscriber>());
for (var number = 1; number <= count; number++)
{
    // Small buffers, so that who is slow is slow for the gateway, and not for the kernel only.
    var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
    client.Connect(listener.LocalEndpoint);
    var socket = new RxSocket(listener.AcceptSocket()) { Socket = { SendBufferSize = 8 * 1024 } };
    sockets.Add(socket);
    subscribers.Add(new Subscriber(socket, client, rest: number == 5 ? null : TimeSpan.FromMilliseconds(number % 3 == 0 ? 50 : 0)));
}

var lines = Feed.Lines(prices: 30_000).ToList();
var feed = Observable.Interval(TimeSpan.FromMilliseconds(10)).Zip(lines.Chunk(100), (_, some) => some).SelectMany(some => some).Publish();
var over = feed.ToTask();
var following = Task.WhenAll(subscribers.Select(subscriber => subscriber.FollowAsync(sockets, over)));
var all = Gateway.Publish(feed.Concat(Observable.Never<string>()).TakeUntil(following.ToObservable()), sockets).ToTask();
using var running = feed.Connect();
var redrawn = Observable.Interval(TimeSpan.FromSeconds(0.1)).TakeUntil(following.ToObservable()).Append(0);
if (!Console.IsOutputRedirected) await AnsiConsole.Live(Show()).StartAsync(live => redrawn.ForEachAsync(_ => live.UpdateTarget(Show())));

var (sent, newest) = (await all, lines.AggregateBy(Gateway.SymbolOf, "", (_, line) => line).ToHashSet());
if (Console.IsOutputRedirected) AnsiConsole.Write(Show());
var right = subscribers.Count(subscriber => subscriber.Agrees(lines.Count, newest));
var agrees = right == count && sent with { Waits = 0 } == subscribers.Select(subscriber => subscriber.Sent!.Value).Aggregate(SendProgress.Add);
Console.WriteLine($"{sent.Messages:N0} lines sent, {sent.Conflated:N0} conflated, {sent.Dropped:N0} dropped: {lines.Count:N0} for each subscriber");
Console.WriteLine(agrees ? "All counts agree." : $"SOME COUNTS DO NOT AGREE: those of {right} of {count} subscribers do.");
return agrees ? 0 : 1;

Table Show()
{
    var table = new Table { Caption = count > 16 ? new TableTitle($"and {count - 16} more") : null };
    table.AddColumns("subscriber", "last line", "received", "sent", "conflated", "dropped");
    foreach (var (number, one) in subscribers.Take(16).Index())
        table.AddRow($"{number + 1} {one.Pace}", one.Last, $"{one.Received,8:N0}", $"{one.Sent?.Messages,6:N0}", $"{one.Sent?.Conflated,9:N0}", $"{one.Sent?.Dropped,7:N0}");
    return table;
}
