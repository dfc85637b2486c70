using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Groups;

/// <summary>Pipelines as members: the sum of all counts, the outcome of the last value, and a slot that remembers.</summary>
public class PipelineMemberTests : ClassicTest
{
    private readonly Recorder<GroupResult> _heard = new();

    private GroupResult Result => Assert.Single(_heard.Values);

    [Fact]
    public void Counts_of_all_values_add_up()
    {
        var socket = Connect(100);
        Run(_ => socket.AsyncWrite(Hello).Concat(socket.AsyncWrite(Hello)));
        Assert.Equal([Sent(10)], Result.Results);
    }

    [Fact]
    public void The_count_of_a_failure_is_added_and_its_exception_is_kept()
    {
        var socket = Connect(7);
        Run(_ => socket.AsyncWrite(Hello).Concat(socket.AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(5), L.Partial)));
        Assert.Equal([Stopped(L.Partial, 7)], Result.Results);
        Assert.Equal(Stopped(L.Partial, 2), Assert.IsType<SendException>(Result.Exceptions[0]).Result);
    }

    [Fact]
    public void Of_values_that_are_failures_the_last_one_counts()
    {
        var socket = Connect(7);
        Run(_ => socket.AsyncWrite(Hello).AsResult().Concat(socket.AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(5), L.Partial).AsResult()));
        Assert.Equal([Stopped(L.Partial, 7)], Result.Results);
        Assert.IsType<SendException>(Result.Exceptions[0]);
    }

    [Fact]
    public void A_pipeline_without_values_has_sent_nothing_well()
    {
        Run(_ => Observable.Empty<SendResult>());
        Assert.Equal([Sent(0)], Result.Results);
        Assert.Equal([null], Result.Exceptions);
    }

    [Fact]
    public void An_exception_of_the_users_is_kept_with_the_counts_before_it()
    {
        var (socket, boom) = (Connect(100), new FormatException());
        Run(_ => socket.AsyncWrite(Hello).Concat(Observable.Throw<SendResult>(boom)));
        Assert.Equal([new SendResult(SocketError.SocketError, 5)], Result.Results);
        Assert.Same(boom, Result.Exceptions[0]);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("null")]
    [InlineData("throws in Subscribe")]
    public void A_pipeline_that_cannot_be_begun_is_a_failed_member(string how)
    {
        var socket = Connect(100);
        Run(_ => how switch
        {
            "throws" => throw new FormatException(),
            "null" => null!,
            _ => Observable.Create<SendResult>(IDisposable (_) => throw new FormatException()),
        }, _ => socket.AsyncWrite(Hello));
        Assert.Equal([new SendResult(SocketError.SocketError, 0), Sent(5)], Result.Results);
        Assert.NotNull(Result.Exceptions[0]);
    }

    [Fact]
    public void What_is_bound_to_the_slot_after_a_request_hears_of_it()
    {
        var (stuck, quick) = (Connect(2), Connect(100));
        Run(
            slot => stuck.AsyncWrite(Hello).BindCancellationSlot(slot).AsResult().Concat(quick.AsyncWrite(Hello).BindCancellationSlot(slot)),
            _ => Connect(100).AsyncWrite(Hello));
        Assert.Equal(Stopped(L.Partial, 2), Result.Results[0]); // the second one without a trace, but two bytes of the first one are out
        Assert.Equal(0, quick.BytesTransferred);
    }

    [Fact]
    public void A_pipeline_that_binds_nothing_runs_to_its_end()
    {
        var stuck = Connect(2);
        Run(_ => stuck.AsyncWrite(Hello), _ => Connect(100).AsyncWrite(Hello));
        Assert.Equal(0, _heard.Calls);
        stuck.Peer.Read(3);
        Scheduler.AdvanceBy(10);
        Assert.Equal([Sent(5), Sent(5)], Result.Results);
    }

    [Fact]
    public void Left_a_pipeline_hears_by_its_slot_and_its_outcome_is_told()
    {
        var stuck = Connect(2);
        var told = new List<GroupResult>();
        var subscription = ParallelGroup.Of(slot => stuck.AsyncWrite(Hello).BindCancellationSlot(slot)).WaitForAll()
            .CancelOnUnsubscribe(L.Partial, told.Add).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        subscription.Dispose();
        Scheduler.AdvanceBy(10);
        Assert.Equal([Stopped(L.Partial, 2)], Assert.Single(told).Results);
        Assert.Equal(0, _heard.Calls);
    }

    [Fact]
    public void Only_its_first_end_counts()
    {
        Run(_ => new Stuttering());
        Assert.Equal([Sent(1)], Result.Results);
        Assert.Equal(2, _heard.Calls);
    }

    private void Run(params Func<CancellationSlot, IObservable<SendResult>>[] pipelines)
    {
        ParallelGroup.Of(pipelines).WaitForOne().Subscribe(_heard);
        Scheduler.AdvanceBy(20);
    }

    /// <summary>Ends twice, against the rules.</summary>
    private sealed class Stuttering : IObservable<SendResult>
    {
        public IDisposable Subscribe(IObserver<SendResult> observer)
        {
            observer.OnNext(Sent(1));
            observer.OnCompleted();
            observer.OnError(new FormatException());
            return System.Reactive.Disposables.Disposable.Empty;
        }
    }
}
