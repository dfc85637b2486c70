using System.Net.Sockets;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary><c>await</c>: the outcome is taken where it is found, or brought one tick later.</summary>
public class AwaitTests : ClassicTest
{
    private readonly List<(long Tick, SendResult Result)> _taken = [];

    // How many were ready in a row is counted by thread, and another test may have left some: one that waits begins anew.
    public AwaitTests()
    {
        var socket = Connect(window: 0);
        At(110, () => _ = Ignore());
        At(120, () => socket.Peer.Read(1));

        async Task Ignore() => await socket.AsyncSend(Hello);
    }

    [Fact]
    public void A_send_that_fits_is_taken_in_the_tick_of_its_await()
    {
        AwaitAt(200, Connect(window: 5).AsyncSend(Hello));
        AreTaken((200, Sent(5)));
    }

    [Fact]
    public void A_send_that_waits_is_taken_one_tick_after_the_peer_has_read()
    {
        var socket = Connect(window: 0);
        At(250, () => socket.Peer.Read(2));
        AwaitAt(200, socket.AsyncSend(Hello));
        AreTaken((251, Sent(2)));
    }

    [Fact]
    public void A_failure_is_thrown_and_as_a_value_it_is_not()
    {
        var socket = Connect(window: 3);
        At(250, socket.Peer.Reset);
        AwaitAt(200, socket.AsyncWrite(Hello));
        AwaitAt(300, socket.AsyncWrite(Hello).AsResult());
        AreTaken((251, new SendResult(SocketError.ConnectionReset, 3)), (300, new SendResult(SocketError.Shutdown, 0)));
    }

    [Fact]
    public void A_request_is_granted_as_for_a_subscription()
    {
        AwaitAt(200, Connect(window: 3).AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(50), CancellationLevel.Partial));
        AreTaken((251, Stopped(CancellationLevel.Partial, 3)));
    }

    [Fact]
    public void Each_await_is_a_send_of_its_own()
    {
        var socket = Connect(window: 9);
        var send = socket.AsyncSend(Hello);
        At(250, () => socket.Peer.Read(1));
        AwaitAt(200, send);
        AwaitAt(210, send);
        AwaitAt(220, send);
        AreTaken((200, Sent(5)), (210, Sent(4)), (251, Sent(1)));
    }

    [Fact]
    public void Of_sends_that_are_ready_64_are_taken_in_a_row_then_a_tick_passes()
    {
        var socket = Connect(window: 0);
        At(250, () => socket.Peer.Read(long.MaxValue));
        At(200, () => _ = Loop());
        Scheduler.AdvanceTo(Disposed);
        Assert.Equal([(251L, 1 + 64), (252L, 1 + 64), (253L, 20)], _taken.GroupBy(taken => taken.Tick, (tick, all) => (tick, all.Count())));

        async Task Loop()
        {
            for (var i = 0; i < 150; i++)
                Take(await socket.AsyncSend(Hello));
        }
    }

    [Fact]
    public void The_rest_of_a_torn_write_goes_ahead_of_what_is_queued()
    {
        var socket = Connect(window: 3);
        At(200, () => _ = Resume());
        AwaitAt(210, socket.AsyncSend(Hello));
        At(260, () => socket.Peer.Read(2));
        At(300, () => socket.Peer.Read(5));
        AreTaken((251, Stopped(CancellationLevel.Partial, 3)), (261, Sent(2)), (301, Sent(5)));

        async Task Resume()
        {
            var torn = await socket.AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(50), CancellationLevel.Partial).AsResult();
            Take(torn);
            Take(await socket.AsyncWrite(Hello.From(torn.BytesTransferred)));
        }
    }

    private void AwaitAt(long tick, SendObservable send) => At(tick, () => _ = AwaitAsync(send));

    private async Task AwaitAsync(SendObservable send)
    {
        try
        {
            Take(await send);
        }
        catch (SendException error)
        {
            Take(error.Result);
        }
    }

    private void Take(SendResult result) => _taken.Add((Scheduler.Clock, result));

    private void AreTaken(params (long Tick, SendResult Result)[] expected)
    {
        Scheduler.AdvanceTo(Disposed);
        Assert.Equal(expected, _taken);
    }
}
