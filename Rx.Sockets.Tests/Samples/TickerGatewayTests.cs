using System.Reactive;
using System.Reactive.Linq;
using System.Text;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Marbles;
using Rx.Sockets.Tests.Architecture;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;
using TickerGateway;

namespace Rx.Sockets.Tests.Samples;

/// <summary>The pipeline of Samples/TickerGateway.</summary>
public sealed class TickerGatewayTests
{
    [Fact]
    public void Its_diagrams_are_true() => MarbleTest.Run(Repository.PathOf("Samples/TickerGateway/gateway.marble"), world =>
    {
        var lines = world["feed"].Select(line => (string)line!);
        var gateway = Gateway.Publish(lines, new SocketSet([world.Socket]), world.Scheduler);
        world.Bind("gateway", gateway.Select(sent => $"{sent.Messages} {sent.Conflated} {sent.Dropped}").DistinctUntilChanged());
    });

    [Fact]
    public void Each_subscriber_is_sent_the_newest_of_each_symbol_and_its_counts_add_up() =>
        Assert.True(Enumerable.Range(0, 100).Sum(Play) > 0, "nobody was so slow that lines were conflated");

    /// <returns>How many lines were conflated.</returns>
    private static long Play(int seed)
    {
        var (random, scheduler) = (new Random(seed), new TestScheduler());
        var lines = Enumerable.Range(1, 200).Select(number => $"{(char)('A' + random.Next(4))} {number}").ToList();
        var sockets = Enumerable.Range(0, 5).Select(_ => Subscriber(scheduler, random)).ToList();
        var wires = sockets.ConvertAll(Wire);
        var set = new SocketSet(sockets);
        var (heard, left) = (new Recorder<SendProgress>(), new Recorder<SocketDeparture>());
        set.Departures.Subscribe(left);

        Gateway.Publish(scheduler.CreateHotObservable(Feed(lines)), set, scheduler).Subscribe(heard);
        scheduler.Start();
        sockets.ForEach(socket => set.Remove(socket));
        scheduler.Start();

        Assert.Equal(sockets.Count, left.Values.Count);
        foreach (var (departure, wire) in left.Values.Select(departure => (departure, wires[sockets.IndexOf((VirtualSocket)departure.Socket)])))
        {
            var (sent, received) = (departure.Progress, wire.ToString().Split('\n')[..^1]);
            Assert.True(sent.Messages == received.Length, $"seed {seed}: {sent}, {received.Length} received");
            Assert.True(sent.Messages + sent.Conflated + sent.Dropped == lines.Count, $"seed {seed}: {sent} of {lines.Count}");
            Assert.True(Newest(received).SequenceEqual(Newest(lines)), $"seed {seed}: {string.Join(", ", Newest(received))}");
        }

        return left.Values.Sum(departure => departure.Progress.Conflated);
    }

    // It reads all the time, more or less, so that everything has arrived in the end.
    private static VirtualSocket Subscriber(TestScheduler scheduler, Random random)
    {
        var socket = new VirtualSocket(scheduler, window: random.Next(0, 30));
        for (var (tick, pace) = (1, random.Next(1, 60)); tick < 2000; tick += random.Next(1, pace + 1))
            socket.Peer.After(TimeSpan.FromTicks(tick), peer => peer.Read(10));
        return socket;
    }

    private static StringBuilder Wire(VirtualSocket socket)
    {
        var wire = new StringBuilder();
        socket.Peer.OnWire.Subscribe(sent => wire.Append(Encoding.ASCII.GetString(sent.Value.Span)));
        return wire;
    }

    private static Recorded<Notification<string>>[] Feed(List<string> lines) =>
        [.. lines.Select((line, index) => ReactiveTest.OnNext(1 + index * 3L, line))];

    private static IEnumerable<string> Newest(IEnumerable<string> lines) =>
        lines.GroupBy(Gateway.SymbolOf).OrderBy(symbol => symbol.Key).Select(symbol => symbol.Last());
}
