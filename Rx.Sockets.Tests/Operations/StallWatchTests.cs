using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class StallWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly SendBench _bench = new(Limit);

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void Unwatched_write_without_a_byte_is_stopped_exactly_at_the_limit()
    {
        var write = Unwatched();
        _bench.Clock.Advance(Limit - Tick);
        Assert.Equal(1, _bench.Queue.Outstanding);
        _bench.Clock.Advance(Tick);
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal), write.Result);
        Assert.Equal(RxSocketState.OnlyClosable, _bench.Queue.Life.State);
        Assert.Equal(0, _bench.Clock.Armed);
    }

    [Fact]
    public void Every_byte_starts_the_limit_anew()
    {
        Unwatched();
        _bench.Clock.Advance(Limit / 2);
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Clock.Advance(Limit - Tick);
        Assert.Equal(1, _bench.Queue.Outstanding);
        _bench.Clock.Advance(Tick);
        Assert.Equal(0, _bench.Queue.Outstanding);
    }

    [Fact]
    public void Limit_runs_from_leaving_and_not_from_the_last_byte_before()
    {
        var write = _bench.Write(100);
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Clock.Advance(Limit * 10);
        write.Leave();
        _bench.Clock.Advance(Limit - Tick);
        Assert.Equal(1, _bench.Queue.Outstanding);
        _bench.Clock.Advance(Tick);
        Assert.Equal(0, _bench.Queue.Outstanding);
    }

    [Fact]
    public void Watched_write_may_stall_for_ever()
    {
        _bench.Write(100);
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Clock.Advance(Limit * 10);
        Assert.Equal(1, _bench.Queue.Outstanding);
        Assert.Equal(0, _bench.Clock.Armed);
    }

    [Fact]
    public void Unwatched_send_in_the_queue_is_counted_only_from_its_start()
    {
        var running = _bench.Write(5);
        _bench.Write(5, CancellationLevel.None).Leave();
        _bench.Clock.Advance(Limit * 10);
        Assert.Equal(2, _bench.Queue.Outstanding);
        Port.Complete(NativeOutcome.Moved(5));
        _bench.Clock.Advance(Limit - Tick);
        Assert.Equal(1, _bench.Queue.Outstanding);
        _bench.Clock.Advance(Tick);
        Assert.Equal(0, _bench.Queue.Outstanding);
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.Success, 5));
    }

    [Fact]
    public void Total_that_a_byte_overtook_is_watched_over_from_that_byte()
    {
        Port.GivesBackAtOnce = false;
        var write = _bench.Write(5);
        write.Leave();
        Assert.Equal(0, _bench.Clock.Armed);
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal(1, _bench.Clock.Armed);
        Port.GivesBackAtOnce = true;
        _bench.Clock.Advance(Limit);
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 1, CancellationLevel.Terminal), write.Result);
    }

    [Fact]
    public void Write_that_ends_in_time_lets_go_of_the_clock()
    {
        var write = Unwatched();
        Port.Complete(NativeOutcome.Moved(98));
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.Success, 100), write.Result);
        Assert.Equal(0, _bench.Clock.Armed);
    }

    [Fact]
    public void Infinite_limit_arms_nothing()
    {
        var bench = new SendBench(Timeout.InfiniteTimeSpan);
        bench.Write(5, CancellationLevel.None).Leave();
        Assert.Equal(0, bench.Clock.Armed);
    }

    [Fact]
    public void Unwatched_write_that_moves_slowly_is_never_stopped()
    {
        var write = Unwatched();
        for (var i = 0; i < 98; i++)
        {
            _bench.Clock.Advance(Limit - Tick);
            Port.Complete(NativeOutcome.Moved(1));
        }

        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.Success, 100), write.Result);
    }

    /// <summary>A write of 100 of which 2 bytes have moved, and whose subscriber has left.</summary>
    private TrackedSend Unwatched()
    {
        var write = _bench.Write(100);
        Port.Complete(NativeOutcome.Moved(2));
        write.Leave();
        return write;
    }
}
