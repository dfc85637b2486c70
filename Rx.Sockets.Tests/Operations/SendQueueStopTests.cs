using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class SendQueueStopTests
{
    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void An_engine_that_stops_while_it_attaches_the_socket_leaves_it_only_closable()
    {
        var bench = new SendBench(attach: static sink =>
        {
            sink.EngineStopped();
            return new ScriptedPort(sink);
        });
        Assert.Equal(RxSocketState.OnlyClosable, bench.Queue.Life.State);
    }

    [Fact]
    public void Stop_settles_all_with_their_counts_and_then_closes()
    {
        var running = _bench.Write(5);
        var waiting = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(2));
        Assert.True(_bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal));
        Assert.Equal(1, Port.Closes);
        Assert.True(_bench.Queue.Life.Ended.IsCompletedSuccessfully);
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal));
        waiting.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stop_while_a_start_is_in_progress_closes_only_afterwards(bool takesBytes)
    {
        var closedInside = -1;
        Port.DuringStart = () =>
        {
            _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
            closedInside = Port.Closes;
        };
        if (takesBytes) Port.Script.Enqueue(NativeOutcome.Moved(2));
        var write = _bench.Write(5);
        Assert.Equal(0, closedInside);
        Assert.Equal(1, Port.Closes);
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.OperationAborted, takesBytes ? 2 : 0, CancellationLevel.Terminal));
    }

    [Fact]
    public void Stop_waits_for_a_withdrawal_that_comes_late()
    {
        Port.GivesBackAtOnce = false;
        var send = _bench.Send(5);
        _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        Assert.Equal(0, Port.Closes);
        Assert.False(_bench.Queue.Life.Ended.IsCompleted);
        Port.Complete(NativeOutcome.Moved(5));
        Assert.Equal(1, Port.Closes);
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.Success, 5));
    }

    [Fact]
    public void Second_stop_is_refused_and_closes_nothing_again()
    {
        Assert.True(_bench.Queue.Stop(SocketEnd.Release, CancellationLevel.Total | CancellationLevel.Partial));
        Assert.False(_bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal));
        Assert.Equal(0, Port.Closes);
        Assert.Equal(1, Port.Detaches);
    }

    [Fact]
    public void Release_gives_back_open_and_cancels_softly()
    {
        var running = _bench.Write(5);
        var waiting = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Queue.Stop(SocketEnd.Release, CancellationLevel.Total | CancellationLevel.Partial);
        Assert.Equal(1, Port.Detaches);
        Assert.Equal(0, Port.Closes);
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Partial));
        waiting.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total));
    }

    [Fact]
    public void Send_after_the_end_is_told_that_there_is_no_socket()
    {
        _bench.Queue.Stop(SocketEnd.Release, CancellationLevel.Total);
        var late = _bench.Send(1);
        Assert.Equal(0, late.Observer.Calls);
        _bench.Executor.Run();
        late.AssertOutcome(new SendResult(SocketError.NotSocket, 0));
        Assert.Equal(0, Port.Starts);
    }

    [Fact]
    public void Stop_inside_a_handler_works_and_the_handler_hears_its_completion()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        var send = new TrackedSend(
            _bench.AsyncSend(new byte[1]), CancellationLevel.Total, () => _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal));
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.Success, 1));
        Assert.Equal(1, Port.Closes);
    }

    [Fact]
    public async Task Slow_close_ends_when_it_ends()
    {
        var bench = new SendBench(attach: sink => new ScriptedPort(sink) { ClosesSlowly = true });
        bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        Assert.False(bench.Queue.Life.Ended.IsCompleted);
        bench.Port.FinishClosing();
        await bench.Queue.Life.Ended.Within();
    }
}
