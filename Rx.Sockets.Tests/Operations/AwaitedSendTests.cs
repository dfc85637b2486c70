using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class AwaitedSendTests
{
    private readonly SendBench _bench = new();
    private int _continued;

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void Immediate_outcome_is_polled_without_a_hop()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(3));
        var awaiter = _bench.AsyncSend(new byte[5]).GetAwaiter();
        Assert.Equal(0, _bench.Executor.Count);
        Assert.Equal(new SendResult(SocketError.Success, 3), awaiter.Take());
    }

    [Fact]
    public void Pending_send_continues_on_the_executor()
    {
        var awaiter = _bench.AsyncSend(new byte[5]).GetAwaiter();
        Assert.False(awaiter.IsCompleted);
        awaiter.UnsafeOnCompleted(Continue);
        Port.Complete(NativeOutcome.Moved(5));
        Assert.Equal(0, _continued);
        _bench.Executor.Run();
        Assert.Equal(1, _continued);
        Assert.Equal(new SendResult(SocketError.Success, 5), awaiter.Take());
    }

    [Fact]
    public void Outcome_between_the_poll_and_the_continuation_is_posted()
    {
        var awaiter = _bench.AsyncSend(new byte[5]).GetAwaiter();
        Port.Complete(NativeOutcome.Moved(5));
        awaiter.UnsafeOnCompleted(Continue);
        Assert.Equal(0, _continued);
        _bench.Executor.Run();
        Assert.Equal(1, _continued);
    }

    [Fact]
    public void Sixty_four_are_ready_in_a_row_and_the_next_goes_through_the_executor()
    {
        var ready = new List<bool>();
        // Counted by thread, and a pool thread has a past.
        OtherThread.Do(() =>
        {
            for (var i = 0; i < 130; i++)
            {
                Port.Script.Enqueue(NativeOutcome.Moved(1));
                var awaiter = _bench.AsyncSend(new byte[1]).GetAwaiter();
                ready.Add(awaiter.IsCompleted);
                if (!ready[^1])
                {
                    awaiter.UnsafeOnCompleted(Continue);
                    _bench.Executor.Run();
                }

                awaiter.Take();
            }
        });
        Assert.Equal([64, 129], ready.Index().Where(item => !item.Item).Select(item => item.Index));
        Assert.Equal(2, _continued);
    }

    [Fact]
    public void Plain_operation_is_used_again_under_a_new_version()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        Port.Script.Enqueue(NativeOutcome.Moved(2));
        var send = _bench.AsyncSend(new byte[2]);
        var first = send.GetAwaiter();
        first.Take();
        var spare = _bench.Queue.TakeSpare();
        Assert.NotNull(spare);
        _bench.Queue.KeepSpare(spare);

        var second = send.GetAwaiter();

        Assert.Null(_bench.Queue.TakeSpare());
        Assert.NotEqual(first, second);
        Assert.Throws<InvalidOperationException>(() => first.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => first.Take());
        Assert.Throws<InvalidOperationException>(() => first.UnsafeOnCompleted(Continue));
        Assert.Equal(2, second.Take().BytesTransferred);
    }

    [Fact]
    public void Operation_with_a_ledger_is_not_used_again()
    {
        var settled = 0;
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        var awaiter = _bench.AsyncSend(new byte[1]).CancelOnUnsubscribe(CancellationLevel.Total, _ => settled++).GetAwaiter();
        Assert.False(awaiter.IsCompleted);
        awaiter.UnsafeOnCompleted(Continue);
        _bench.Executor.Run();
        awaiter.Take();
        Assert.Equal(1, settled);
        Assert.Null(_bench.Queue.TakeSpare());
    }

    [Fact]
    public void Second_continuation_is_refused()
    {
        var awaiter = _bench.AsyncSend(new byte[1]).GetAwaiter();
        awaiter.UnsafeOnCompleted(Continue);
        Assert.Throws<InvalidOperationException>(() => awaiter.UnsafeOnCompleted(Continue));
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Executor.Run();
        Assert.Equal(1, _continued);
    }

    [Fact]
    public void Failure_is_thrown_with_its_result_and_as_result_returns_it()
    {
        var failed = new SendResult(SocketError.ConnectionReset, 0);
        Port.Script.Enqueue(NativeOutcome.Failed(SocketError.ConnectionReset));
        Port.Script.Enqueue(NativeOutcome.Failed(SocketError.ConnectionReset));
        var awaiter = _bench.AsyncSend(new byte[1]).GetAwaiter();
        Assert.Equal(failed, Assert.Throws<SendException>(() => awaiter.Take()).Result);
        Assert.Equal(failed, _bench.AsyncSend(new byte[1]).AsResult().GetAwaiter().Take());
    }

    [Fact]
    public async Task Get_result_waits_for_the_outcome()
    {
        ScriptedPort port = null!;
        var queue = new SendQueue(
            sink => port = new ScriptedPort(sink), PoolExecutor.Instance, PoolExecutor.Instance, TimeProvider.System, Timeout.InfiniteTimeSpan);
        var awaiter = new SendObservable(new SendPlan(queue, new byte[5], SocketFlags.None, IsComposed: false)).GetAwaiter();
        var waiting = Task.Run(() => awaiter.Take(), TestContext.Current.CancellationToken);
        port.Complete(NativeOutcome.Moved(5));
        Assert.Equal(new SendResult(SocketError.Success, 5), await waiting.Within());
    }

    private void Continue() => _continued++;
}
