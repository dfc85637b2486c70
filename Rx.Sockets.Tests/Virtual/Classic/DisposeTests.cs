using System.Net.Sockets;
using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>The end of a socket.</summary>
public class DisposeTests : ClassicTest
{
    [Fact]
    public void It_settles_what_is_under_way_with_its_count()
    {
        var socket = Connect(window: 3);
        At(250, socket.Dispose);
        var observer = Observe(socket.AsyncWrite(Hello));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Terminal, 3)), observer.Messages);
        Assert.True(socket.Peer.HasEnded);
    }

    [Fact]
    public void A_later_send_fails_with_NotSocket_one_tick_after_its_subscription()
    {
        var socket = Connect(window: 5);
        At(150, socket.Dispose);
        ReactiveAssert.AreElementsEqual(Failure(201, new SendResult(SocketError.NotSocket, 0)), Observe(socket.AsyncSend(Hello)).Messages);
    }

    [Fact]
    public void What_has_left_was_sent()
    {
        var socket = Connect(window: 5);
        At(201, socket.Dispose);
        ReactiveAssert.AreElementsEqual(Success(201, Sent(5)), Observe(socket.AsyncWrite(Hello)).Messages);
    }
}
