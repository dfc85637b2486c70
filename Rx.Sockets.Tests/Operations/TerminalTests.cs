using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class TerminalTests
{
    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void Terminal_on_a_queued_send_lets_the_running_one_end_whole_and_fails_the_others()
    {
        var running = _bench.Write(5);
        var before = _bench.Send(1);
        var cancelled = _bench.Send(1, CancellationLevel.Terminal);
        var after = _bench.Send(1);
        cancelled.Leave();
        Assert.Equal(0, Port.Withdrawals);
        Assert.Equal(RxSocketState.OnlyClosable, _bench.Queue.Life.State);
        var late = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(2));
        Port.Complete(NativeOutcome.Moved(3));
        _bench.Executor.Run();

        running.AssertOutcome(new SendResult(SocketError.Success, 5));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal), cancelled.Result);
        var refused = new SendResult(SocketError.Disconnecting, 0);
        before.AssertOutcome(refused);
        after.AssertOutcome(refused);
        late.AssertOutcome(refused);
        Assert.Equal(2, Port.Starts);
        Assert.Equal(0, Port.Closes);
    }

    [Fact]
    public void Terminal_mid_write_reports_the_count_and_closes_the_door()
    {
        var write = _bench.Write(5, CancellationLevel.Terminal);
        var waiting = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(2));
        write.Leave();
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal), write.Result);
        waiting.AssertOutcome(new SendResult(SocketError.Disconnecting, 0));
        Assert.Equal(2, Port.Starts); // the write, twice
    }

    [Fact]
    public void Terminal_that_came_too_late_leaves_the_socket_usable()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(5));
        var write = _bench.Write(5, CancellationLevel.Terminal);
        write.Leave();
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.Success, 5), write.Result);
        Assert.Equal(RxSocketState.Usable, _bench.Queue.Life.State);
    }

    [Fact]
    public void Terminal_for_all_aborts_every_one_and_none_is_disconnecting()
    {
        var running = _bench.Write(5);
        var waiting = Enumerable.Range(0, 3).Select(_ => _bench.Send(1)).ToList();
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Queue.CancelAll(CancellationLevel.Terminal);
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal));
        Assert.All(waiting, send => send.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal)));
    }

    [Fact]
    public void Terminal_for_all_gives_each_the_strongest_it_would_accept()
    {
        var running = _bench.Write(5);
        var refusing = new TrackedSend(_bench.AsyncSend(new byte[1]), CancellationLevel.Total);
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Queue.CancelAll(CancellationLevel.Terminal | CancellationLevel.Total);
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal));
        refusing.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total));
    }

    [Fact]
    public void Total_and_partial_for_all_leaves_the_socket_usable()
    {
        var running = _bench.Write(5);
        var waiting = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Queue.CancelAll(CancellationLevel.Total | CancellationLevel.Partial);
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Partial));
        waiting.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total));
        Assert.Equal(RxSocketState.Usable, _bench.Queue.Life.State);
        Assert.True(_bench.Queue.WhenIdle().IsCompletedSuccessfully);
    }

    [Fact]
    public void Cancel_for_all_with_nothing_outstanding_changes_nothing()
    {
        _bench.Queue.CancelAll(CancellationLevel.All);
        Assert.Equal(RxSocketState.Usable, _bench.Queue.Life.State);
        Assert.Equal(0, _bench.Executor.Count);
    }

    [Fact]
    public void Engine_that_stops_aborts_all_and_closes_the_door()
    {
        var running = _bench.Write(5);
        var waiting = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Queue.EngineStopped();
        _bench.Executor.Run();
        running.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal));
        waiting.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal));
        Assert.Equal(RxSocketState.OnlyClosable, _bench.Queue.Life.State);
    }

    [Fact]
    public void Door_that_closes_is_announced_once()
    {
        var states = new Recorder<RxSocketState>();
        using var watching = _bench.Queue.Life.StateChanges.Subscribe(states);
        _bench.Send(1);
        _bench.Send(1, CancellationLevel.Terminal).Leave();
        _bench.Queue.CancelAll(CancellationLevel.Terminal);
        _bench.Executor.Run();
        Assert.Equal([RxSocketState.OnlyClosable], states.Values);
    }
}
