using System.Net.Sockets;
using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual;

public class VirtualNetworkTests
{
    private static readonly VirtualNetworkOptions Bad = new()
    {
        Seed = 7,
        Jitter = TimeSpan.FromMilliseconds(30),
        BytesPerSecond = 100_000,
        Window = 1000,
        LongestSend = 300,
        ResetProbability = 0.05,
    };

    [Fact]
    public void Bytes_arrive_after_the_latency_at_the_pace_of_the_network()
    {
        var scheduler = new TestScheduler();
        var network = new VirtualNetwork(scheduler, new VirtualNetworkOptions { Latency = TimeSpan.FromSeconds(1), BytesPerSecond = 100, Window = 200 });
        var sent = new Recorder<SendResult>();
        network.Connect().AsyncWrite(new byte[400]).Subscribe(sent);

        // 200 at once; they have arrived after 1 s and 2 s of transit; then the other 200 go.
        scheduler.AdvanceTo(TimeSpan.FromSeconds(3).Ticks);
        Assert.Equal(0, sent.Calls);
        scheduler.AdvanceBy(1);

        Assert.Equal(400, Assert.Single(sent.Values).BytesTransferred);
    }

    [Fact]
    public void Same_seed_is_the_same_network_and_another_seed_another()
    {
        Assert.Equal(Play(Bad), Play(Bad));
        Assert.NotEqual(Play(Bad), Play(Bad with { Seed = 8 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_byte_is_accounted_for_whatever_the_network_does(int seed)
    {
        var scheduler = new TestScheduler();
        var network = new VirtualNetwork(scheduler, Bad with { Seed = seed });
        var chance = new Random(seed);
        var (settled, resets) = (0L, 0);
        for (var connection = 0; connection < 20; connection++)
        {
            var socket = network.Connect();
            var levels = connection % 4 == 0 ? CancellationLevel.All : CancellationLevel.Total | CancellationLevel.Partial;
            var reported = 0L;
            for (var i = 0; i < 50; i++)
            {
                var leave = socket.AsyncWrite(new byte[chance.Next(500)])
                    .CancelOnUnsubscribe((CancellationLevel)chance.Next(8) & levels, r => (reported, settled) = (reported + r.BytesTransferred, settled + 1))
                    .Subscribe(new Recorder<SendResult>());
                scheduler.AdvanceBy(TimeSpan.FromMilliseconds(chance.Next(5)).Ticks);
                if (chance.Next(2) == 0) leave.Dispose();
            }

            scheduler.AdvanceBy(TimeSpan.FromMinutes(2).Ticks);
            resets += Lost(seed, reported, scheduler, socket) > 0 ? 1 : 0;
        }

        Assert.True(settled == 1000, $"seed {seed}: {settled} of 1000 sends have settled");
        Assert.True(resets is > 0 and < 20, $"seed {seed}: {resets} of 20 connections were reset; the test is to see both kinds");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pipeline_that_connects_again_gets_every_frame_through(int seed)
    {
        var scheduler = new TestScheduler();
        var network = new VirtualNetwork(scheduler, Bad with { Seed = seed });
        var connections = new List<VirtualSocket>();
        var sent = new Recorder<SendResult>();

        // A frame that a reset has met begins again on a new connection, after a rest.
        Observable.Range(0, 200).Select(_ => Frame()).Concat().Subscribe(sent);
        scheduler.AdvanceBy(TimeSpan.FromMinutes(10).Ticks);

        Assert.True(sent.IsCompleted, $"seed {seed}: {sent.Values.Count} of 200 frames, {sent.Error}");
        Assert.Equal(200, sent.Values.Count);
        Assert.InRange(connections.Count, 2, 200);
        Assert.Equal(connections.Sum(c => c.BytesTransferred), connections.Sum(c => c.Peer.BytesReceived));

        IObservable<SendResult> Frame() => Observable.Defer(() => Connection().AsyncWrite(new byte[100]))
            .RetryWhen(errors => errors.SelectMany(_ =>
            {
                connections[^1].Dispose();
                return Observable.Timer(TimeSpan.FromMilliseconds(50), scheduler);
            }));

        VirtualSocket Connection()
        {
            if (connections.Count == 0 || connections[^1].State != RxSocketState.Usable) connections.Add(network.Connect());
            return connections[^1];
        }
    }

    [Fact]
    public void Options_are_checked()
    {
        var scheduler = new TestScheduler();
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualNetwork(scheduler, new VirtualNetworkOptions { BytesPerSecond = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualNetwork(scheduler, new VirtualNetworkOptions { ResetProbability = 1.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualNetwork(scheduler, new VirtualNetworkOptions { Latency = TimeSpan.FromTicks(-1) }));
    }

    // Only a reset may lose what was on its way.
    private static long Lost(int seed, long reported, TestScheduler scheduler, VirtualSocket socket)
    {
        Assert.True(reported == socket.Peer.BytesReceived, $"seed {seed}: {reported} reported, {socket.Peer.BytesReceived} received");
        Assert.True(reported == socket.BytesTransferred, $"seed {seed}: {reported} reported, {socket.BytesTransferred} counted");
        var (wasReset, lost) = (IsReset(scheduler, socket), reported - socket.Peer.BytesRead);
        Assert.True(lost == 0 || (wasReset && lost <= Bad.Window), $"seed {seed}: {lost} of {reported} bytes lost, reset: {wasReset}");
        return lost;
    }

    private static bool IsReset(TestScheduler scheduler, VirtualSocket socket)
    {
        var probe = new Recorder<SendResult>();
        socket.AsyncWrite(new byte[1]).Subscribe(probe);
        scheduler.AdvanceBy(1);
        // Behind a terminal cancellation nobody can tell any more.
        return probe.Error is SendException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.Disconnecting };
    }

    private static List<string> Play(VirtualNetworkOptions options)
    {
        var scheduler = new TestScheduler();
        var socket = new VirtualNetwork(scheduler, options).Connect();
        var seen = new List<string>();
        for (var i = 0; i < 200; i++)
            socket.AsyncWrite(new byte[100]).AsResult().Subscribe(r => seen.Add($"{scheduler.Clock}: {r}"));
        scheduler.AdvanceTo(TimeSpan.FromMinutes(1).Ticks);
        Assert.Equal(200, seen.Count);
        Assert.Contains(seen, line => line.Contains(nameof(SocketError.Success), StringComparison.Ordinal));
        return seen;
    }
}
