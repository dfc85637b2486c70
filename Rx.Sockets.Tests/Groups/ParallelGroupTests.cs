using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;
using Rx.Sockets.Virtual;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Groups;

/// <summary>Asio's parallel_group over sends: over when all are, with every outcome and the order. In virtual time; each socket is
/// named by what becomes of its write.</summary>
public class ParallelGroupTests : ClassicTest
{
    private readonly VirtualSocket _quick;
    private readonly VirtualSocket _stuck;
    private readonly VirtualSocket _untouched;
    private readonly Recorder<GroupResult> _heard = new();

    public ParallelGroupTests()
    {
        _quick = Connect(100);
        _stuck = Connect(2);
        _untouched = Connect(0);
    }

    private GroupResult Result => Assert.Single(_heard.Values);

    [Fact]
    public void WaitForAll_asks_nobody_and_is_over_when_the_last_member_is()
    {
        Start(ParallelGroup.Of(Write(_stuck), Write(_quick)).WaitForAll());
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, _heard.Calls);
        _stuck.Peer.Read(3);
        Scheduler.AdvanceBy(10);
        Assert.Equal([Sent(5), Sent(5)], Result.Results);
        Assert.Equal([1, 0], Result.Order);
        Assert.Equal([null, null], Result.Exceptions);
        Assert.Equal(10, Result.BytesTransferred);
        Assert.True(_heard.IsCompleted);
        Assert.Equal("1: Success, 5 bytes; 0: Success, 5 bytes", Result.ToString());
    }

    // What the losers give is what they can give then.
    [Theory]
    [InlineData(L.All, L.Partial, L.Total)]
    [InlineData(L.Partial, L.Partial, L.Partial)]
    [InlineData(L.Terminal, L.Terminal, L.Terminal)]
    [InlineData(L.Total, L.None, L.Total)]
    [InlineData(L.None, L.None, L.None)]
    public void WaitForOne_asks_the_others_when_the_first_is_over(L level, L ofTheStuck, L ofTheUntouched)
    {
        Start(ParallelGroup.Of(Write(_stuck), Write(_quick), Write(_untouched)).WaitForOne(level));
        Scheduler.AdvanceBy(10);
        _stuck.Peer.Read(3);
        _untouched.Peer.Read(5);
        Scheduler.AdvanceBy(10);
        Assert.Equal(
            [ofTheStuck == L.None ? Sent(5) : Stopped(ofTheStuck, 2), Sent(5), ofTheUntouched == L.None ? Sent(5) : Stopped(ofTheUntouched, 0)],
            Result.Results);
        Assert.Equal(1, Result.Order[0]);
        Assert.Equal(3, Result.Order.Distinct().Count());
    }

    [Fact]
    public void WaitForOne_is_met_by_a_failure_too()
    {
        _quick.Peer.Fail(SocketError.NetworkDown);
        Start(ParallelGroup.Of(Write(_quick), Write(_stuck)).WaitForOne());
        Scheduler.AdvanceBy(10);
        Assert.Equal([new SendResult(SocketError.NetworkDown, 0), Stopped(L.Partial, 2)], Result.Results);
        Assert.All(Result.Exceptions, exception => Assert.IsType<SendException>(exception));
    }

    [Fact]
    public void WaitForOneSuccess_is_not_met_by_a_failure()
    {
        _quick.Peer.Fail(SocketError.NetworkDown);
        Start(ParallelGroup.Of(Write(_quick), Write(_stuck), Write(_untouched)).WaitForOneSuccess());
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, _heard.Calls);
        _stuck.Peer.Read(3);
        Scheduler.AdvanceBy(10);
        Assert.Equal([new SendResult(SocketError.NetworkDown, 0), Sent(5), Stopped(L.Total, 0)], Result.Results);
        Assert.Equal([0, 1, 2], Result.Order);
    }

    [Fact]
    public void WaitForOneError_is_not_met_by_a_success()
    {
        Start(ParallelGroup.Of(Write(_quick), Write(_stuck), Write(_untouched)).WaitForOneError());
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, _heard.Calls);
        _untouched.Peer.Reset();
        Scheduler.AdvanceBy(10);
        Assert.Equal([Sent(5), Stopped(L.Partial, 2), new SendResult(SocketError.ConnectionReset, 0)], Result.Results);
        Assert.Equal([0, 2, 1], Result.Order);
    }

    [Fact]
    public void The_condition_asks_once()
    {
        var asked = new List<L>();
        Start(ParallelGroup.Of(
            _ => Write(_quick),
            slot => Refusing(slot, asked, until: 20),
            slot => Refusing(slot, asked, until: 30)).WaitForOne(L.Partial));
        Scheduler.AdvanceBy(100);
        Assert.Equal([0, 1, 2], Result.Order);
        Assert.Equal([L.Partial, L.Partial], asked); // each of the two losers; the first of them to end asks no more
    }

    [Fact]
    public void Members_of_one_socket_stand_in_line_and_those_behind_the_winner_are_withdrawn()
    {
        Start(ParallelGroup.Of(Write(_stuck), Write(_stuck), Write(_stuck)).WaitForOne());
        _stuck.Peer.Read(5);
        Scheduler.AdvanceBy(10);
        Assert.Equal([Sent(5), Stopped(L.Partial, 2), Stopped(L.Total, 0)], Result.Results);
        Assert.Equal(7, _stuck.BytesTransferred);
    }

    [Fact]
    public void Each_subscription_begins_all_members_anew()
    {
        var group = ParallelGroup.Of(Write(_quick), Write(_quick)).WaitForAll();
        Start(group);
        Start(group);
        Scheduler.AdvanceBy(10);
        Assert.Equal(2, _heard.Values.Count);
        Assert.Equal(20, _quick.BytesTransferred);
    }

    [Fact]
    public async Task It_is_awaited_and_composed_as_every_observable()
    {
        var waiting = Bytes();
        Scheduler.AdvanceBy(10);
        Assert.Equal(5, await waiting.Within());

        async Task<long> Bytes() => await ParallelGroup.Of(Write(_quick)).WaitForOne().Select(result => result.BytesTransferred);
    }

    [Fact]
    public void Bad_input_is_refused_at_once()
    {
        Assert.Throws<ArgumentNullException>("sends", () => ParallelGroup.Of((IEnumerable<SendObservable>)null!));
        Assert.Throws<ArgumentNullException>("pipelines", () => ParallelGroup.Of((IEnumerable<Func<CancellationSlot, IObservable<SendResult>>>)null!));
        Assert.Throws<ArgumentException>("sends", () => ParallelGroup.Of(Array.Empty<SendObservable>()));
        Assert.Throws<ArgumentException>("sends", () => ParallelGroup.Of(Write(_quick), null!));
        Assert.Throws<ArgumentException>("pipelines", () => ParallelGroup.Of([(Func<CancellationSlot, IObservable<SendResult>>)null!]));
        var group = ParallelGroup.Of(Write(_quick));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => group.WaitForOne((L)8));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => group.WaitForAll().CancelOnUnsubscribe((L)8));
        Assert.Throws<ArgumentNullException>("observer", () => group.WaitForAll().Subscribe(null!));
    }

    private static SendObservable Write(VirtualSocket socket) => socket.AsyncWrite(Hello);

    private void Start(GroupObservable group) => group.Subscribe(_heard);

    // Hears requests, notes them, and goes on.
    private IObservable<SendResult> Refusing(CancellationSlot slot, List<L> asked, long until) => Observable.Create<SendResult>(observer =>
    {
        slot.Assign(asked.Add);
        return Observable.Timer(TimeSpan.FromTicks(until), Scheduler).Select(_ => Sent(0)).Subscribe(observer);
    });
}
