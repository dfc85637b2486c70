using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class TornWriteTests
{
    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void Torn_write_keeps_its_place_until_its_outcome_has_been_delivered()
    {
        Tear(settled: null);
        _bench.Write(1, mark: 2);
        Assert.False(Port.IsPending);
        Assert.False(_bench.Queue.WhenIdle().IsCompleted);
        _bench.Executor.Run();
        Assert.True(Port.IsPending);
    }

    [Fact]
    public void Rest_that_is_sent_from_the_delivery_comes_before_what_was_queued()
    {
        Tear(() => _bench.Write(3, mark: 1));
        _bench.Write(1, mark: 2);
        _bench.Executor.Run();
        Port.Complete(NativeOutcome.Moved(3));
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal([1, 1, 1, 1, 1, 2], Port.Wire);
    }

    [Fact]
    public void Rest_is_started_inside_the_delivery_so_that_a_handler_may_wait_for_it()
    {
        var pendingInside = false;
        Tear(() =>
        {
            _bench.Write(3, mark: 1);
            pendingInside = Port.IsPending;
        });
        _bench.Executor.Run();
        Assert.True(pendingInside);
    }

    [Fact]
    public void Send_of_another_handler_between_does_not_come_first()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        _ = new TrackedSend(_bench.AsyncSend(new byte[] { 9 }), CancellationLevel.Total, () => _bench.Write(1, mark: 2));
        Tear(() => _bench.Write(3, mark: 1));
        _bench.Executor.Run(); // first the handler of 9, which is not a delivery of the torn one
        Port.Complete(NativeOutcome.Moved(3));
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal([9, 1, 1, 1, 1, 1, 2], Port.Wire);
    }

    [Fact]
    public void Second_tear_during_the_delivery_keeps_the_place_again()
    {
        TrackedSend? rest = null;
        Tear(() =>
        {
            rest = new TrackedSend(_bench.AsyncWrite(new byte[] { 1, 1, 1 }), CancellationLevel.Partial, () => _bench.Write(2, mark: 1));
            Port.Complete(NativeOutcome.Moved(1));
            rest.Leave();
        });
        _bench.Write(1, mark: 2);
        _bench.Executor.Run();
        Port.Complete(NativeOutcome.Moved(2));
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal([1, 1, 1, 1, 1, 2], Port.Wire);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 1, CancellationLevel.Partial), rest!.Result);
    }

    [Fact]
    public void Handler_of_a_torn_write_that_throws_frees_the_place()
    {
        Tear(() => throw new FormatException());
        _bench.Write(1, mark: 2);
        Assert.Throws<FormatException>(_bench.Executor.Run);
        Assert.True(Port.IsPending);
    }

    [Fact]
    public void Resumed_send_that_is_left_again_leaves_the_first_resumed_one_alone()
    {
        Tear(() =>
        {
            _bench.Write(3, mark: 1);
            _bench.Write(3, mark: 1).Leave();
        });
        _bench.Write(1, mark: 2);
        _bench.Executor.Run();
        Port.Complete(NativeOutcome.Moved(3));
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal([1, 1, 1, 1, 1, 2], Port.Wire);
    }

    [Fact]
    public void Stop_frees_the_place_of_a_torn_write()
    {
        Tear(settled: null);
        var waiting = _bench.Write(1);
        _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        Assert.True(_bench.Queue.WhenIdle().IsCompleted);
        Assert.Equal(1, Port.Closes);
        _bench.Executor.Run();
        waiting.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal));
    }

    /// <summary>A write of 5 that is stopped after 2; its outcome waits in the executor.</summary>
    private void Tear(Action? settled)
    {
        var write = new TrackedSend(_bench.AsyncWrite(new byte[] { 1, 1, 1, 1, 1 }), CancellationLevel.Partial, settled);
        Port.Complete(NativeOutcome.Moved(2));
        write.Leave();
    }
}
