using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>A stream of levels as the one who asks.</summary>
public class CancelWhenSignalTests : ClassicTest
{
    [Fact]
    public void Each_level_that_the_signal_emits_is_asked_for_and_the_signal_is_let_go_with_the_outcome()
    {
        var signal = Scheduler.CreateHotObservable(OnNext(230, CancellationLevel.None), OnNext(250, CancellationLevel.Total));
        var observer = Observe(Connect(window: 0).AsyncSend(Hello).CancelWhen(signal));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Total, 0)), observer.Messages);
        ReactiveAssert.AreElementsEqual([Subscribe(200, 251)], signal.Subscriptions);
    }

    [Fact]
    public void A_level_that_cannot_be_had_is_remembered_and_takes_nothing_from_a_later_one()
    {
        var signal = Scheduler.CreateHotObservable(OnNext(230, CancellationLevel.Total), OnNext(250, CancellationLevel.Partial));
        var observer = Observe(Connect(window: 3).AsyncWrite(Hello).CancelWhen(signal));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Partial, 3)), observer.Messages);
    }

    [Fact]
    public void The_end_of_the_signal_withdraws_nothing_and_asks_for_nothing()
    {
        var socket = Connect(window: 3);
        At(300, () => socket.Peer.Read(2));
        var observer = Observe(socket.AsyncWrite(Hello).CancelWhen(Scheduler.CreateHotObservable(OnCompleted<CancellationLevel>(230))));
        ReactiveAssert.AreElementsEqual(Success(301, Sent(5)), observer.Messages);
    }

    [Fact]
    public void The_error_of_the_signal_asks_for_the_unsubscription_level_and_is_the_inner_exception()
    {
        var boom = new InvalidOperationException("boom");
        var observer = Observe(Connect(window: 0).AsyncSend(Hello).CancelWhen(Scheduler.CreateHotObservable(OnError<CancellationLevel>(250, boom))));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Total, 0)), observer.Messages);
        Assert.Same(boom, observer.Messages[0].Value.Exception!.InnerException);
    }
}
