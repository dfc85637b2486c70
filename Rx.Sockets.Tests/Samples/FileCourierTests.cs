using System.Reactive.Concurrency;
using System.Reactive.Linq;
using FileCourier;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Marbles;
using Rx.Sockets.Tests.Architecture;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Samples;

/// <summary>The pipeline of Samples/FileCourier.</summary>
public sealed class FileCourierTests
{
    private const int MostBreaks = 20;

    [Fact]
    public void Its_diagrams_are_true() => MarbleTest.Run(Repository.PathOf("Samples/FileCourier/courier.marble"), world =>
    {
        BufferSequence[] frames = [BufferSequence.Of("alpha"), BufferSequence.Of("beta"), BufferSequence.Of("gamma")];
        var mail = Courier.Deliver(frames, sent => Connected(world.Socket, () => world.Log($"from_{sent.Bytes}")), legs: 3);
        world.Bind("mail", mail.Select(sent => sent.Bytes));
    });

    [Fact]
    public void Wherever_connections_break_what_arrives_is_the_frames()
    {
        for (var seed = 0; seed < 200; seed++)
            Play(seed);
    }

    private static void Play(int seed)
    {
        var (random, scheduler) = (new Random(seed), new TestScheduler());
        var frames = Enumerable.Range(0, 30).Select(_ => Bytes(random)).ToList();
        var arrived = new List<byte>();
        var starts = new List<(long Sent, long Arrived)>();
        var heard = new Recorder<SendProgress>();
        var mail = Courier.Deliver(frames.Select(frame => (BufferSequence)frame), sent => Connected(Connection(), () => starts.Add((sent.Bytes, arrived.Count))), MostBreaks + 1);

        mail.Subscribe(heard);
        scheduler.Start();

        Assert.True(heard.IsCompleted, $"seed {seed}: {heard.Error}");
        Assert.All(starts, start => Assert.True(start.Sent == start.Arrived, $"seed {seed}: {start}"));
        Assert.True(arrived.SequenceEqual(frames.SelectMany(frame => frame)), $"seed {seed}: other bytes");
        Assert.True(heard.Values[^1] is { QueuedMessages: 0 } last && last.Bytes == arrived.Count && last.Messages == frames.Count, $"seed {seed}: {heard.Values[^1]}");
        Assert.True(starts.Count > 1, $"seed {seed}: no connection broke");

        VirtualSocket Connection()
        {
            var socket = new VirtualSocket(scheduler, window: random.Next(1, 40));
            socket.Peer.Segment = random.Next(1, 20);
            socket.Peer.OnWire.Subscribe(wire => arrived.AddRange(wire.Value.Span));
            for (var tick = 1; tick < 100; tick += random.Next(1, 5))
                socket.Peer.After(TimeSpan.FromTicks(tick), peer => peer.Read(20));
            if (starts.Count < MostBreaks) socket.Peer.After(TimeSpan.FromTicks(random.Next(1, 12)), _ => socket.Dispose());
            return socket;
        }
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(1, 30)];
        random.NextBytes(bytes);
        return bytes;
    }

    // It is there at once; each is noted.
    private static IObservable<RxSocket> Connected(RxSocket socket, Action note) =>
        Observable.Return(socket, ImmediateScheduler.Instance).Do(_ => note());
}
