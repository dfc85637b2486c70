using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class SendQueueTests
{
    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void Immediate_success_is_posted_and_not_notified_inside_subscribe()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(3));
        var send = _bench.Send(5);
        Assert.Equal(0, send.Observer.Calls);
        Assert.False(send.IsSettled);
        Assert.Equal(1, _bench.Executor.Count);

        _bench.Executor.Run();

        send.AssertOutcome(new SendResult(SocketError.Success, 3));
    }

    [Fact]
    public void Pending_send_is_settled_by_its_outcome()
    {
        var send = _bench.Send(5);
        Assert.Equal(1, _bench.Queue.Outstanding);
        Port.Complete(NativeOutcome.Moved(5));
        Assert.Equal(0, _bench.Queue.Outstanding);
        Assert.Equal(5, _bench.Queue.BytesTransferred);
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.Success, 5));
    }

    [Fact]
    public void Write_is_composed_of_sends_until_all_is_out()
    {
        var write = new TrackedSend(_bench.AsyncWrite(Pattern.Bytes(10)), CancellationLevel.Total);
        Port.Script.Enqueue(NativeOutcome.Moved(4));
        Port.Script.Enqueue(null);
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal(5, Port.Offered);
        Port.Complete(NativeOutcome.Moved(5));
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.Success, 10));
        Assert.Equal(Pattern.Bytes(10), Port.Wire);
        Assert.Equal(3, Port.Starts);
    }

    [Fact]
    public void Write_of_several_slices_goes_on_where_the_kernel_stopped()
    {
        var (head, body) = (Pattern.Bytes(3), Pattern.Bytes(7, start: 3));
        var write = new TrackedSend(_bench.AsyncWrite([head, ReadOnlyMemory<byte>.Empty, body]), CancellationLevel.Total);
        Port.Complete(NativeOutcome.Moved(2));
        Port.Complete(NativeOutcome.Moved(3));
        Port.Complete(NativeOutcome.Moved(5));
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.Success, 10));
        Assert.Equal(Pattern.Bytes(10), Port.Wire);
    }

    [Fact]
    public void Sends_reach_the_port_in_the_order_of_subscription()
    {
        _bench.Write(2, mark: 1);
        _bench.Write(2, mark: 2);
        _bench.Write(2, mark: 3);
        Assert.Equal(1, Port.Starts);
        for (var i = 0; i < 6; i++)
            Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal([1, 1, 2, 2, 3, 3], Port.Wire);
        Assert.Equal(6, _bench.Queue.BytesTransferred);
    }

    [Fact]
    public void Failure_settles_with_the_bytes_so_far_and_the_next_one_starts()
    {
        var write = _bench.Write(10);
        var next = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(4));
        Port.Complete(NativeOutcome.Failed(SocketError.ConnectionReset));
        Assert.True(Port.IsPending);
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.ConnectionReset, 4));
        Assert.False(next.IsSettled);
    }

    [Fact]
    public void Failure_of_the_callers_memory_becomes_the_inner_exception()
    {
        var fault = new InvalidOperationException("gone");
        var send = _bench.Send(1);
        Port.Complete(NativeOutcome.Failed(SocketError.Fault, fault));
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.Fault, 0));
        Assert.Same(fault, send.Observer.Error!.InnerException);
    }

    [Fact]
    public void Empty_send_succeeds_without_the_port_and_without_waiting()
    {
        var running = _bench.Send(5);
        var empty = _bench.Write(0);
        _bench.Executor.Run();
        empty.AssertOutcome(new SendResult(SocketError.Success, 0));
        Assert.False(running.IsSettled);
        Assert.Equal(1, Port.Starts);
    }

    [Fact]
    public void Refused_flags_fail_without_the_port()
    {
        var bench = new SendBench(attach: sink => new ScriptedPort(sink) { Refused = SocketFlags.Multicast });
        var send = new TrackedSend(bench.AsyncSend(new byte[1], SocketFlags.Multicast), CancellationLevel.Total);
        bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.OperationNotSupported, 0));
        Assert.Equal(0, bench.Port.Starts);
    }

    [Fact]
    public void List_that_throws_at_subscribe_is_a_fault_of_the_send()
    {
        var send = new TrackedSend(_bench.AsyncSend(BufferSequence.Of(new ThrowingList())), CancellationLevel.Total);
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.Fault, 0));
        Assert.IsType<NotSupportedException>(send.Observer.Error!.InnerException);
        Assert.Equal(0, Port.Starts);
    }

    [Fact]
    public void Socket_closed_behind_our_back_settles_the_pending_and_the_waiting()
    {
        var write = _bench.Write(10);
        var waiting = _bench.Send(1);
        Port.Complete(NativeOutcome.Moved(4));
        Port.IsClosedBehindOurBack = true;
        Port.Complete(NativeOutcome.Closed);
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.OperationAborted, 4, CancellationLevel.Terminal));
        waiting.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal));
        Assert.Equal(RxSocketState.Closed, _bench.Queue.Life.State);
        Assert.Equal(1, Port.Closes);

        var late = _bench.Send(1);
        _bench.Executor.Run();
        late.AssertOutcome(new SendResult(SocketError.NotSocket, 0));
    }

    [Fact]
    public void Handler_that_throws_leaves_the_ledger_told_once_and_the_next_one_runs()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        var bad = new TrackedSend(_bench.AsyncSend(new byte[1]), CancellationLevel.Total, () => throw new FormatException());
        var good = _bench.Send(1);
        Assert.Throws<FormatException>(() => _bench.Executor.RunOne());
        Assert.Equal(1, bad.SettledTimes);
        Assert.Equal(2, bad.Observer.Calls);
        _bench.Executor.Run();
        good.AssertOutcome(new SendResult(SocketError.Success, 1));
    }

    private sealed class ThrowingList : List<ReadOnlyMemory<byte>>, IReadOnlyList<ReadOnlyMemory<byte>>
    {
        int IReadOnlyCollection<ReadOnlyMemory<byte>>.Count => throw new NotSupportedException();
    }
}
