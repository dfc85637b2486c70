using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>A request for every outstanding send.</summary>
public class CancelTests : ClassicTest
{
    [Fact]
    public void Without_a_level_it_tears_a_write_and_withdraws_what_waits()
    {
        var socket = Connect(window: 3);
        var queued = Scheduler.CreateObserver<SendResult>();
        At(210, () => socket.AsyncWrite(Hello).Subscribe(queued));
        At(250, () => socket.Cancel());
        var observer = Observe(socket.AsyncWrite(Hello));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Partial, 3)), observer.Messages);
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Total, 0)), queued.Messages);
        Assert.Equal(RxSocketState.Usable, socket.State);
    }

    [Fact]
    public void At_None_it_asks_for_nothing()
    {
        var socket = Connect(window: 0);
        At(250, () => socket.Cancel(CancellationLevel.None));
        At(300, () => socket.Peer.Read(5));
        ReactiveAssert.AreElementsEqual(Success(301, Sent(5)), Observe(socket.AsyncSend(Hello)).Messages);
    }

    [Fact]
    public void It_does_not_reach_a_send_that_is_over()
    {
        var socket = Connect(window: 5);
        At(200, () => socket.Cancel(CancellationLevel.All));
        At(201, () => socket.Cancel(CancellationLevel.All));
        ReactiveAssert.AreElementsEqual(Success(201, Sent(5)), Observe(socket.AsyncSend(Hello)).Messages);
    }
}
