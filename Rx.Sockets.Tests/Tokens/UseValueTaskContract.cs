using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Asio's use_awaitable.</summary>
public abstract class UseValueTaskContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void A_value_task_that_has_to_wait_continues_on_the_executor()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var (continued, inside) = (0, true);
        var awaiter = TaskSteps.AwaiterOf(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask));
        awaiter.UnsafeOnCompleted(() =>
        {
            Assert.False(inside);
            continued++;
        });
        inside = false;
        pair.Discard(filled + 10);
        pair.RunUntil(() => continued > 0);
        Assert.Equal((1, new SendResult(SocketError.Success, 10)), (continued, awaiter.Take()));
    }

    [Fact]
    public void A_value_task_is_taken_once()
    {
        var pair = Connect();
        var awaiter = TaskSteps.AwaiterOf(pair.Socket.AsyncSend(new byte[10], Use.ValueTask));
        pair.RunUntil(() => awaiter.IsCompleted);
        awaiter.Take();
        Assert.Throws<InvalidOperationException>(() => awaiter.Take());
        Assert.Throws<InvalidOperationException>(() => awaiter.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => awaiter.UnsafeOnCompleted(() => { }));

        // Nor does it take the outcome of the send that uses its object now.
        var second = TaskSteps.AwaiterOf(pair.Socket.AsyncSend(new byte[20], Use.ValueTask));
        Assert.Throws<InvalidOperationException>(() => awaiter.Take());
        pair.RunUntil(() => second.IsCompleted);
        Assert.Equal(20, second.Take().BytesTransferred);
    }

    [Fact]
    public void Many_at_a_time_do_not_mix_their_outcomes()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var sends = Enumerable.Range(1, 50).Select(i => pair.Socket.AsyncWrite(Pattern.Bytes(i), Use.ValueTask).AsTask()).ToArray();
        pair.Discard(filled + sends.Select((_, i) => i + 1).Sum());
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), sends.Select(send => pair.Finish(send).BytesTransferred));
    }

    [Fact]
    public void The_context_of_the_caller_is_kept_unless_it_is_not_wanted()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var context = new CountingContext();
        var (wanted, unwanted) = (0, 0);
        var former = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        TaskSteps.AwaiterOf(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask)).OnCompleted(() => wanted++);
        TaskSteps.FreeAwaiterOf(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask)).OnCompleted(() => unwanted++);
        SynchronizationContext.SetSynchronizationContext(former);
        pair.Discard(filled + 20);
        pair.RunUntil(() => wanted + unwanted == 2);
        Assert.Equal((1, 1, 1), (wanted, unwanted, context.Posts));
    }

    [Fact]
    public void The_execution_context_flows_where_it_is_asked_to()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var (local, seen) = (new AsyncLocal<int> { Value = 42 }, 0);
        TaskSteps.AwaiterOf(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask)).OnCompleted(() => seen = local.Value);
        local.Value = 0;
        pair.Discard(filled + 10);
        pair.RunUntil(() => seen != 0);
        Assert.Equal(42, seen);
    }

    [Fact]
    public void A_scheduler_of_the_callers_task_is_kept()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var seen = Task.Factory.StartNew(
            async () =>
            {
                await pair.Socket.AsyncWrite(new byte[10], Use.ValueTask);
                return TaskScheduler.Current;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.None, scheduler).Unwrap();
        pair.Discard(filled + 10);
        Assert.Same(scheduler, pair.Finish(seen));
    }

    [Fact]
    public async Task Whoever_blocks_for_it_gets_it()
    {
        Needs(Capability.Threads);
        var pair = Connect();
        var filled = pair.Fill();
        var send = TaskSteps.AwaiterOf(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask));
        var blocked = Task.Run(() => send.Take(), TestContext.Current.CancellationToken);
        pair.Discard(filled + 10);
        pair.RunUntil(() => blocked.IsCompleted);
        Assert.Equal(10, (await blocked).BytesTransferred);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            d(state);
        }
    }
}
