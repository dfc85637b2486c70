using Microsoft.Reactive.Testing;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>The outcomes of sends whose subscriber has left.</summary>
public class SettledSendsTests : ClassicTest
{
    [Fact]
    public void It_tells_of_a_write_that_ran_to_its_end_unwatched_and_completes_with_the_socket()
    {
        var socket = Connect(window: 3);
        SubscribeAndLeave(socket, CancellationLevel.Total);
        At(250, () => socket.Peer.Read(2));
        At(300, socket.Dispose);
        var observer = Scheduler.Start(() => socket.SettledSends);
        ReactiveAssert.AreElementsEqual([OnNext(251, Sent(5)), OnCompleted<SendResult>(301)], observer.Messages);
    }

    [Fact]
    public void It_tells_of_a_write_that_leaving_has_stopped()
    {
        var socket = Connect(window: 3);
        SubscribeAndLeave(socket, CancellationLevel.Partial);
        var observer = Scheduler.Start(() => socket.SettledSends);
        ReactiveAssert.AreElementsEqual([OnNext(231, Stopped(CancellationLevel.Partial, 3))], observer.Messages);
    }

    [Fact]
    public void It_does_not_tell_of_a_send_whose_subscriber_is_there()
    {
        var socket = Connect(window: 5);
        At(220, () => socket.AsyncSend(Hello).Subscribe(Scheduler.CreateObserver<SendResult>()));
        ReactiveAssert.AreElementsEqual([], Scheduler.Start(() => socket.SettledSends).Messages);
    }

    private void SubscribeAndLeave(VirtualSocket socket, CancellationLevel level)
    {
        var observer = Scheduler.CreateObserver<SendResult>();
        At(220, () =>
        {
            var subscription = socket.AsyncWrite(Hello).CancelOnUnsubscribe(level).Subscribe(observer);
            At(230, subscription.Dispose);
        });
    }
}
