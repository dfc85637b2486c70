using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Asio's use_promise.</summary>
public abstract class UsePromiseContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void It_begins_at_once_and_its_outcome_is_had_before_and_after_it_comes()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var promise = pair.Socket.AsyncWrite(new byte[10], Use.Promise);
        Assert.Equal((1, false), (pair.Socket.Outstanding, promise.IsCompleted));
        Recorder<SendResult>[] early = [new(), new()];
        foreach (var observer in early)
            promise.Subscribe(observer);
        pair.Discard(filled + 10);
        pair.RunUntil(() => promise.IsCompleted);
        var late = new Recorder<SendResult>();
        promise.Subscribe(late);
        Assert.Equal(0, late.Calls); // not inside
        pair.RunUntil(() => late.IsCompleted);
        Assert.All(early.Append(late), heard => Assert.Equal((new SendResult(SocketError.Success, 10), 2, true), (Assert.Single(heard.Values), heard.Calls, heard.IsCompleted)));
        Assert.Equal(10, Awaited(promise).Outcome().BytesTransferred);
        Assert.Equal(10, Awaited(promise).Outcome().BytesTransferred);
    }

    [Fact]
    public void Disposing_withdraws_a_send_of_which_nothing_has_left()
    {
        var pair = Connect();
        pair.Fill();
        var promise = pair.Socket.AsyncWrite(new byte[10], Use.Promise);
        var awaited = Awaited(promise);
        var heard = new Recorder<SendResult>();
        promise.Subscribe(heard);
        promise.Dispose();
        promise.Dispose();
        Assert.False(awaited.IsCompleted); // not inside
        pair.RunUntil(() => awaited.IsCompleted && heard.Error is not null);
        var withdrawn = new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total);
        Assert.Equal(withdrawn, pair.Fail(awaited));
        Assert.Equal(withdrawn, Assert.IsType<SendException>(heard.Error).Result);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Fact]
    public void Disposing_stops_a_write_under_way_and_its_count_is_had_afterwards()
    {
        var pair = Connect();
        var promise = pair.Socket.AsyncWrite(Pattern.Bytes(1024 * 1024), Use.Promise);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        promise.Dispose();
        pair.RunUntil(() => promise.IsCompleted);
        var stopped = pair.Fail(Awaited(promise));
        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Partial), stopped);
        pair.Discard(stopped.BytesTransferred);
        pair.CheckUsable();
    }

    [Fact]
    public void Cancel_asks_for_the_level_it_is_given_and_a_late_one_does_nothing()
    {
        var pair = Connect();
        var promise = pair.Socket.AsyncWrite(Pattern.Bytes(1024 * 1024), Use.Promise);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        promise.Cancel(CancellationLevel.Total); // cannot be had any more
        Assert.Equal(Pattern.Bytes(1024 * 1024), pair.Read(1024 * 1024));
        pair.RunUntil(() => promise.IsCompleted);
        promise.Cancel();
        Assert.True(Awaited(promise).Outcome().IsSuccess);
        Assert.Throws<ArgumentOutOfRangeException>("level", () => promise.Cancel((CancellationLevel)8));
    }

    [Fact]
    public void Unsubscribing_from_it_stops_hearing_and_nothing_else()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var promise = pair.Socket.AsyncWrite(new byte[10], Use.Promise);
        var heard = new Recorder<SendResult>();
        promise.Subscribe(heard).Dispose();
        pair.Discard(filled + 10);
        pair.RunUntil(() => promise.IsCompleted);
        var late = new Recorder<SendResult>();
        promise.Subscribe(late).Dispose();
        pair.RunReady();
        Assert.Equal((0, 0), (heard.Calls, late.Calls));
        Assert.True(Awaited(promise).Outcome().IsSuccess);
    }

    [Fact]
    public void An_observer_that_throws_does_not_keep_the_outcome_from_the_others()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var promise = pair.Socket.AsyncWrite(new byte[10], Use.Promise);
        promise.Subscribe(_ => throw new InvalidTimeZoneException());
        var heard = new Recorder<SendResult>();
        promise.Subscribe(heard);
        pair.Discard(filled + 10);
        pair.RunUntil(() => heard.IsCompleted);
        pair.RunUntil(() => pair.UserErrors.Count == 1);
        Assert.Throws<ArgumentNullException>("observer", () => promise.Subscribe(null!));
    }

    private static async Task<SendResult> Awaited(SendPromise promise) => await promise;
}
