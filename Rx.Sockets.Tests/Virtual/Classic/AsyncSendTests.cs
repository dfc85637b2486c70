using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>One native send: one outcome, possibly short.</summary>
public class AsyncSendTests : ClassicTest
{
    [Fact]
    public void A_send_that_fits_is_heard_one_tick_after_its_subscription()
    {
        var observer = Observe(Connect(window: 5).AsyncSend(Hello));
        ReactiveAssert.AreElementsEqual(Success(201, Sent(5)), observer.Messages);
    }

    [Fact]
    public void A_send_that_does_not_fit_is_short()
    {
        var observer = Observe(Connect(window: 3).AsyncSend(Hello));
        ReactiveAssert.AreElementsEqual(Success(201, Sent(3)), observer.Messages);
    }

    [Fact]
    public void A_send_that_waits_goes_when_the_peer_reads()
    {
        var socket = Connect(window: 0);
        At(250, () => socket.Peer.Read(2));
        var observer = Observe(socket.AsyncSend(Hello));
        ReactiveAssert.AreElementsEqual(Success(251, Sent(2)), observer.Messages);
    }

    [Fact]
    public void A_send_that_was_left_while_it_waited_is_not_heard_and_sends_nothing()
    {
        var socket = Connect(window: 0);
        At(250, () => socket.Peer.Read(5));
        var observer = Observe(socket.AsyncSend(Hello), until: 240);
        ReactiveAssert.AreElementsEqual([], observer.Messages);
        Assert.Equal(0, socket.Peer.BytesReceived);
    }
}
