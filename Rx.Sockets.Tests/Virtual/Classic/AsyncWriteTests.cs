using System.Net.Sockets;
using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>All of it, by as many native sends as it takes.</summary>
public class AsyncWriteTests : ClassicTest
{
    [Fact]
    public void A_write_is_over_when_its_last_byte_has_left()
    {
        var socket = Connect(window: 3);
        At(250, () => socket.Peer.Read(1));
        At(300, () => socket.Peer.Read(1));
        var observer = Observe(socket.AsyncWrite(Hello));
        ReactiveAssert.AreElementsEqual(Success(301, Sent(5)), observer.Messages);
    }

    [Fact]
    public void A_write_that_the_peer_resets_reports_its_bytes()
    {
        var socket = Connect(window: 3);
        At(250, socket.Peer.Reset);
        var observer = Observe(socket.AsyncWrite(Hello));
        ReactiveAssert.AreElementsEqual(Failure(251, new SendResult(SocketError.ConnectionReset, 3)), observer.Messages);
    }

    [Fact]
    public void A_second_write_waits_for_the_first()
    {
        var socket = Connect(window: 3);
        socket.AsyncWrite(Hello).Subscribe(Scheduler.CreateObserver<SendResult>());
        At(250, () => socket.Peer.Read(6));
        At(300, () => socket.Peer.Read(1));
        var observer = Observe(socket.AsyncWrite(Hello));
        ReactiveAssert.AreElementsEqual(Success(301, Sent(5)), observer.Messages);
    }
}
