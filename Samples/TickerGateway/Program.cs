using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets;
using TickerGateway;

// Exit code 0: all counts agree; 1: not; 2: a wrong argument.
const int Prices = 30_000;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (count, seed) = (8, Random.Shared.Next(1_000_000));
if (args is not ([] or ["--subscribers", _]) || (args is [_, var text] && !(int.TryParse(text, out count) && count is > 0 and <= 1_000)))
{
    Console.Error.WriteLine("usage: dotnet run --project Samples/TickerGateway -- [--subscribers N], from 1 to 1000");
    return 2;
}

Console.WriteLine($"{Prices:N0} prices to {count} subscribers");
using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var subscribers = new List<Subscriber>();
while (subscribers.Count < count)
    subscribers.Add(await Subscriber.ConnectAsync(listener, subscribers.Count + 1));

var session = new Session(Feed.Of(Prices, seed, DefaultScheduler.Instance), subscribers);
var running = session.RunAsync();
await new Screen(session, subscribers).FollowAsync(running);

var (each, total) = await running;
var right = subscribers.Count(subscriber => session.Agrees(subscriber, each[subscriber.Socket]));
Console.WriteLine($"{total.Messages:N0} lines sent, {total.Conflated:N0} conflated, {total.Dropped:N0} dropped: {session.Offered:N0} for each subscriber");
var agrees = right == count && total with { Waits = 0 } == each.Values.Aggregate(SendProgress.Add); // only the stream as a whole waits
Console.WriteLine(agrees ? "All counts agree." : $"SOME COUNTS DO NOT AGREE: those of {right} of {count} subscribers do.");
return agrees ? 0 : 1;
