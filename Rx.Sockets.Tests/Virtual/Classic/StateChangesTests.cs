using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>What can still be done, as it changes.</summary>
public class StateChangesTests : ClassicTest
{
    [Fact]
    public void A_granted_Terminal_and_the_end_are_told_in_order()
    {
        var socket = Connect(window: 0);
        socket.AsyncSend(Hello).Subscribe(Scheduler.CreateObserver<SendResult>());
        At(250, () => socket.Cancel(CancellationLevel.Terminal));
        At(300, socket.Dispose);
        var observer = Scheduler.Start(() => socket.StateChanges);
        ReactiveAssert.AreElementsEqual(
            [OnNext(251, RxSocketState.OnlyClosable), OnNext(301, RxSocketState.Closed), OnCompleted<RxSocketState>(301)], observer.Messages);
    }

    [Fact]
    public void A_cancellation_that_leaves_the_socket_usable_is_no_change()
    {
        var socket = Connect(window: 0);
        socket.AsyncSend(Hello).Subscribe(Scheduler.CreateObserver<SendResult>());
        At(250, () => socket.Cancel());
        ReactiveAssert.AreElementsEqual([], Scheduler.Start(() => socket.StateChanges).Messages);
    }

    [Fact]
    public void Who_comes_after_the_end_hears_the_completion_alone()
    {
        var socket = Connect(window: 0);
        At(150, socket.Dispose);
        ReactiveAssert.AreElementsEqual([OnCompleted<RxSocketState>(200)], Scheduler.Start(() => socket.StateChanges).Messages);
    }
}
