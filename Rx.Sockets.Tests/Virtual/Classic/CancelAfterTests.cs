using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>Time as the one who asks.</summary>
public class CancelAfterTests : ClassicTest
{
    private static readonly TimeSpan Fifty = TimeSpan.FromTicks(50);

    [Fact]
    public void The_level_is_asked_for_when_the_time_has_passed_since_Subscribe()
    {
        var observer = Observe(Connect(window: 3).AsyncWrite(Hello).CancelAfter(Fifty, CancellationLevel.Partial));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Partial, 3)), observer.Messages);
    }

    [Fact]
    public void A_level_that_cannot_be_had_then_changes_nothing()
    {
        var socket = Connect(window: 3);
        At(300, () => socket.Peer.Read(2));
        var observer = Observe(socket.AsyncWrite(Hello).CancelAfter(Fifty, CancellationLevel.Total));
        ReactiveAssert.AreElementsEqual(Success(301, Sent(5)), observer.Messages);
    }

    [Fact]
    public void Of_two_the_shorter_one_counts()
    {
        var send = Connect(window: 0).AsyncSend(Hello).CancelAfter(2 * Fifty, CancellationLevel.Terminal).CancelAfter(Fifty, CancellationLevel.Total);
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(CancellationLevel.Total, 0)), Observe(send).Messages);
    }

    [Fact]
    public void It_stays_in_force_after_unsubscription()
    {
        var socket = Connect(window: 3);
        var left = Observe(socket.AsyncWrite(Hello).CancelAfter(Fifty, CancellationLevel.Terminal), until: 240);
        ReactiveAssert.AreElementsEqual([], left.Messages);
        Assert.Equal((RxSocketState.OnlyClosable, 0), (socket.State, socket.Outstanding));
    }

    [Fact]
    public void It_can_run_on_the_time_of_another_scheduler()
    {
        var other = new TestScheduler();
        At(270, () => other.AdvanceBy(50));
        var observer = Observe(Connect(window: 0).AsyncSend(Hello).CancelAfter(Fifty, CancellationLevel.Total, other));
        ReactiveAssert.AreElementsEqual(Failure(271, Stopped(CancellationLevel.Total, 0)), observer.Messages);
    }
}
