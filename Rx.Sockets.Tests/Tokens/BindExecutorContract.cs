using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>bind_executor: to run the loop alone does not deliver, to run the bound one does.</summary>
public abstract class BindExecutorContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory, EveryToken]
    public void Ready_or_not_the_outcome_comes_on_the_bound_executor_only(TokenWay way)
    {
        var pair = Connect();
        var bound = new BindExecutorAdapter();
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]), bound);
        pair.RunUntil(() => bound.Scheduler.Waiting > 0);
        pair.RunReady();
        Assert.False(begun.IsOver);
        Assert.Equal(0, pair.Socket.Outstanding); // settled; only told
        pair.RunUntil(() =>
        {
            bound.Turn();
            return begun.IsOver;
        });
        Assert.Equal(new SendResult(SocketError.Success, 10), begun.Result);
    }

    [Fact]
    public void The_ledger_is_told_there_too()
    {
        var pair = Connect();
        var scheduler = new QueueScheduler();
        var ledger = new Ledger();
        var task = pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, ledger.Settled).Initiate(Use.Task.BindExecutor(scheduler));
        pair.RunUntil(() => scheduler.Waiting > 0);
        Assert.Equal(0, ledger.Count);
        scheduler.Run();
        Assert.Equal((1, true), (ledger.Count, task.IsCompletedSuccessfully));
    }

    [Fact]
    public void A_torn_frame_is_resumed_from_there()
    {
        const int Large = 1024 * 1024;
        var pair = Connect();
        var scheduler = new QueueScheduler();
        BufferSequence bytes = Pattern.Bytes(Large);
        pair.Socket.AsyncWrite(bytes, Use.Callback((_, sent) => pair.Socket.AsyncWrite(bytes.From(sent), Use.Detached)).BindExecutor(scheduler));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        pair.Socket.Cancel(CancellationLevel.Partial);
        var queued = pair.Write(Pattern.Bytes(1000, start: Large));
        pair.RunUntil(() => scheduler.Waiting > 0);
        scheduler.Run();
        Assert.Equal(Pattern.Bytes(Large + 1000), pair.Read(Large + 1000));
        pair.Finish(queued);
    }

    [Fact]
    public void An_executor_that_would_run_it_inside_is_bypassed_or_refused()
    {
        var pair = Connect();
        var inside = true;
        var ranInside = (bool?)null;
        pair.Socket.AsyncSend(new byte[10], Use.Callback((_, _) => ranInside = Volatile.Read(ref inside)).BindExecutor(new InlineScheduler()));
        Volatile.Write(ref inside, false);
        pair.RunUntil(() => ranInside is not null); // on the thread pool, so not on this stack
        Assert.Throws<ArgumentException>("scheduler", () => Use.Task.BindExecutor(ImmediateScheduler.Instance));
        Assert.Throws<ArgumentException>("scheduler", () => Use.Task.BindExecutor(CurrentThreadScheduler.Instance));
        Assert.Throws<ArgumentNullException>("scheduler", () => Use.Task.BindExecutor(null!));
    }
}
