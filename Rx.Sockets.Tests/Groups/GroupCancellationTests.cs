using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;
using Rx.Sockets.Virtual;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Groups;

/// <summary>A group that is asked to stop, or that nobody watches any more, still accounts for every byte.</summary>
public class GroupCancellationTests : ClassicTest
{
    private readonly CancellationSignal _signal = new();
    private readonly List<GroupResult> _told = [];
    private readonly Recorder<GroupResult> _heard = new();
    private readonly VirtualSocket _stuck;
    private readonly VirtualSocket _untouched;

    public GroupCancellationTests()
    {
        _stuck = Connect(2);
        _untouched = Connect(0);
    }

    [Theory]
    [InlineData(L.Total, L.None, L.Total)]
    [InlineData(L.Partial, L.Partial, L.Partial)]
    [InlineData(L.Terminal, L.Terminal, L.Terminal)]
    [InlineData(L.None, L.None, L.None)]
    public void Leaving_passes_its_level_to_the_members_and_the_ledger_hears_of_all(L level, L ofTheStuck, L ofTheUntouched)
    {
        var subscription = Group().WaitForAll().CancelOnUnsubscribe(level, _told.Add).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        subscription.Dispose();
        subscription.Dispose();
        Scheduler.AdvanceBy(10);
        _stuck.Peer.Read(3);
        _untouched.Peer.Read(5);
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, _heard.Calls);
        Assert.Equal(
            [ofTheStuck == L.None ? Sent(5) : Stopped(ofTheStuck, 2), ofTheUntouched == L.None ? Sent(5) : Stopped(ofTheUntouched, 0)],
            Assert.Single(_told).Results);
    }

    [Fact]
    public void Leaving_asks_each_member_for_its_own_level_if_the_group_was_told_none()
    {
        var told = new List<SendResult>();
        var subscription = ParallelGroup.Of(
            _stuck.AsyncWrite(Hello).CancelOnUnsubscribe(L.Partial, told.Add),
            _untouched.AsyncWrite(Hello).CancelOnUnsubscribe(L.Terminal, told.Add)).WaitForAll().Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        subscription.Dispose();
        Scheduler.AdvanceBy(10);
        Assert.Equal([Stopped(L.Partial, 2), Stopped(L.Terminal, 0)], told);
    }

    [Fact]
    public void A_member_that_is_left_is_unwatched_and_in_SettledSends()
    {
        var socket = new VirtualSocket(Scheduler, window: 2, unwatchedLimit: TimeSpan.FromTicks(50));
        var settled = new Recorder<SendResult>();
        socket.SettledSends.Subscribe(settled);
        var subscription = ParallelGroup.Of(socket.AsyncWrite(Hello)).WaitForAll().CancelOnUnsubscribe(L.Total, _told.Add).Subscribe(_heard);
        Scheduler.AdvanceBy(100);
        Assert.Empty(_told);
        subscription.Dispose();
        Scheduler.AdvanceBy(60);
        Assert.Equal([Stopped(L.Terminal, 2)], Assert.Single(_told).Results);
        Assert.Equal([Stopped(L.Terminal, 2)], settled.Values);
    }

    [Fact]
    public void The_ledger_hears_once_and_before_the_observer()
    {
        var told = new List<string>();
        Group().WaitForOne().CancelOnUnsubscribe(L.Total, _ => told.Add("settled")).Subscribe(_ => told.Add("observer"));
        _stuck.Peer.Read(3);
        Scheduler.AdvanceBy(10);
        Assert.Equal(["settled", "observer"], told);
    }

    [Fact]
    public void Disposed_in_OnNext_it_does_not_complete()
    {
        IDisposable? subscription = null;
        var completed = false;
        subscription = Group().WaitForOne().Subscribe(_ => subscription!.Dispose(), () => completed = true);
        _stuck.Peer.Read(3);
        Scheduler.AdvanceBy(10);
        Assert.False(completed);
    }

    [Fact]
    public void A_request_through_its_slot_reaches_every_member_and_another_one_adds_to_it()
    {
        Group().WaitForAll().BindCancellationSlot(default).BindCancellationSlot(_signal.Slot).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        _signal.Emit(L.Total);
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, _heard.Calls);
        Assert.True(_signal.Slot.HasHandler);
        _signal.Emit(L.Terminal);
        Scheduler.AdvanceBy(10);
        Assert.Equal([Stopped(L.Terminal, 2), Stopped(L.Total, 0)], Assert.Single(_heard.Values).Results);
        Assert.False(_signal.Slot.HasHandler);
    }

    [Fact]
    public void What_was_asked_before_Subscribe_through_a_state_is_granted_with_0_bytes()
    {
        using var state = new CancellationState(_signal.Slot, CancellationFilter.EnableTotal);
        _signal.Emit(L.Partial);
        var quick = Connect(100);
        ParallelGroup.Of(quick.AsyncWrite(Hello), quick.AsyncSend(Hello)).WaitForAll().BindCancellationSlot(state.Slot).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        Assert.Equal([Stopped(L.Partial, 0), Stopped(L.Partial, 0)], Assert.Single(_heard.Values).Results);
    }

    [Fact]
    public void A_slot_in_use_begins_no_member_and_the_observer_hears_why()
    {
        var other = new CancellationSignal();
        using var bound = _signal.Slot.Assign(_ => { });
        Group().WaitForAll().BindCancellationSlot(other.Slot).BindCancellationSlot(_signal.Slot).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        Assert.IsType<InvalidOperationException>(_heard.Error);
        Assert.Equal((0, 0, false), (_stuck.BytesTransferred, _stuck.Outstanding, other.Slot.HasHandler));
    }

    [Fact]
    public void A_signal_that_fails_asks_for_the_unsubscription_level()
    {
        using var levels = new Subject<L>();
        Group().WaitForAll().CancelOnUnsubscribe(L.Partial).BindCancellationSlot(CancellationSignal.FromObservable(levels).Slot).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        levels.OnError(new FormatException());
        Scheduler.AdvanceBy(10);
        Assert.Equal([Stopped(L.Partial, 2), Stopped(L.Partial, 0)], Assert.Single(_heard.Values).Results);
    }

    // parallel_group.cpp: two operations of successive capabilities. emit(partial) stops the first, and the group then stops the
    // second with all; one call of the handler, in that order.
    [Fact]
    public void Members_of_successive_capabilities_as_in_Asios_test()
    {
        ParallelGroup.Of(slot => Capable(slot, L.Partial), slot => Capable(slot, L.Terminal)).WaitForOne()
            .BindCancellationSlot(_signal.Slot).Subscribe(_heard);
        _signal.Emit(L.Total);
        Assert.Equal(0, _heard.Calls);
        _signal.Emit(L.Partial);
        Assert.Equal([0, 1], Assert.Single(_heard.Values).Order);
        Assert.Equal([L.Partial, L.Terminal], _heard.Values[0].Results.Select(result => result.Cancelled));
    }

    private ParallelGroup Group() => ParallelGroup.Of(_stuck.AsyncWrite(Hello), _untouched.AsyncWrite(Hello));

    // Can give one guarantee and no other.
    private static IObservable<SendResult> Capable(CancellationSlot slot, L only) => Observable.Create<SendResult>(observer =>
        slot.Assign(asked =>
        {
            if ((asked & only) == 0) return;
            observer.OnError(new SendException(new SendResult(SocketError.OperationAborted, 0, only)));
        }));
}
