using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>cancel_after and cancel_at.</summary>
public abstract class DeadlineTokensContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    [Fact]
    public void An_operation_that_is_faster_is_not_stopped()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var after = pair.Socket.AsyncSend(new byte[10], Use.Task.CancelAfter(TimeSpan.Zero, CancellationLevel.All));
        var at = pair.Socket.AsyncSend(new byte[10], Use.Task.CancelAt(DateTimeOffset.UnixEpoch, CancellationLevel.All));
        Assert.True(pair.Finish(after).IsSuccess && pair.Finish(at).IsSuccess);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 0)]
    public void Of_nested_deadlines_the_shortest_stops_it_once(int inner, int outer)
    {
        var pair = Connect();
        pair.Fill();
        TimeSpan[] times = [Soon, Never];
        var calls = new List<(SocketError, long)>();
        pair.Socket.AsyncSend(
            new byte[10],
            Use.Callback((error, bytes) => calls.Add((error, bytes))).CancelAfter(times[inner], CancellationLevel.Total).CancelAfter(times[outer], CancellationLevel.Total));
        pair.RunUntil(() => calls.Count > 0);
        pair.RunReady();
        Assert.Equal((SocketError.OperationAborted, 0L), Assert.Single(calls));
    }

    [Fact]
    public void A_token_counts_anew_for_each_operation()
    {
        var pair = Connect();
        pair.Fill();
        var token = Use.Task.AsTuple().CancelAfter(Soon, CancellationLevel.Total);
        for (var i = 0; i < 3; i++)
        {
            var stopped = pair.Socket.AsyncSend(new byte[10], token);
            Assert.False(stopped.IsCompleted);
            Assert.Equal(CancellationLevel.Total, pair.Finish(stopped).Cancelled);
        }
    }

    [Fact]
    public void A_level_that_cannot_be_had_leaves_the_write_running()
    {
        const int Large = 1024 * 1024;
        var pair = Connect();
        var write = pair.Socket.AsyncWrite(Pattern.Bytes(Large), Use.Task.CancelAfter(Soon, CancellationLevel.Total));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        var probe = pair.Socket.AsyncWrite(new byte[10], Use.Task.AsTuple().CancelAfter(2 * Soon, CancellationLevel.Total));
        pair.Finish(probe);
        Assert.False(write.IsCompleted);
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        Assert.True(pair.Finish(write).IsSuccess);
    }

    [Fact]
    public void A_time_of_day_is_that_of_the_scheduler_if_one_is_given()
    {
        var pair = Connect();
        pair.Fill();
        var clock = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var at = pair.Socket.AsyncSend(new byte[10], Use.Task.AsTuple().CancelAt(DateTimeOffset.UnixEpoch + Never, CancellationLevel.Total, clock));
        var after = pair.Socket.AsyncSend(new byte[10], Use.Task.AsTuple().CancelAfter(Never, CancellationLevel.Partial, clock));
        clock.AdvanceBy(Never - Soon);
        pair.RunReady();
        Assert.False(at.IsCompleted || after.IsCompleted);
        clock.AdvanceBy(Soon);
        Assert.Equal((CancellationLevel.Total, CancellationLevel.Partial), (pair.Finish(at).Cancelled, pair.Finish(after).Cancelled));
    }

    [Fact]
    public void Bad_times_and_levels_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dueTime", () => Use.Task.CancelAfter(-Soon, CancellationLevel.Total));
        Assert.Throws<ArgumentOutOfRangeException>("dueTime", () => Use.Task.CancelAfter(TimeSpan.MaxValue, CancellationLevel.Total));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => Use.Task.CancelAfter(Soon, (CancellationLevel)8));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => Use.Task.CancelAt(default, (CancellationLevel)8));
    }
}
