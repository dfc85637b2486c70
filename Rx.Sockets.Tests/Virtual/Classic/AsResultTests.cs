using System.Net.Sockets;
using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>Failures and cancellations as values.</summary>
public class AsResultTests : ClassicTest
{
    [Fact]
    public void A_failure_is_a_value_and_completes()
    {
        var socket = Connect(window: 3);
        At(250, socket.Peer.Reset);
        var observer = Observe(socket.AsyncWrite(Hello).AsResult());
        ReactiveAssert.AreElementsEqual(Success(251, new SendResult(SocketError.ConnectionReset, 3)), observer.Messages);
    }

    [Fact]
    public void A_cancellation_is_a_value_and_completes()
    {
        var observer = Observe(Connect(window: 3).AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(50), CancellationLevel.Partial).AsResult());
        ReactiveAssert.AreElementsEqual(Success(251, Stopped(CancellationLevel.Partial, 3)), observer.Messages);
    }

    [Fact]
    public void A_success_is_what_it_was()
    {
        ReactiveAssert.AreElementsEqual(Success(201, Sent(5)), Observe(Connect(window: 5).AsyncWrite(Hello).AsResult()).Messages);
    }
}
