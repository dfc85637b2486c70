using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>bind_immediate_executor: what is there at once may be told at once.</summary>
public abstract class BindImmediateExecutorContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory, MemberData(nameof(AdapterCases.Instants), MemberType = typeof(AdapterCases))]
    public void An_outcome_that_is_there_at_once_is_told_inside(TokenWay way, string instant)
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        if (instant == "closed") pair.Socket.Dispose();
        if (instant == "closed" && way == TokenWay.Detached) pair.RunReady();
        var send = pair.Socket.AsyncSend(new byte[instant == "empty" ? 0 : 10], instant == "refused flag" ? Rig.RefusedFlag : SocketFlags.None);
        var begun = Begun.By(way, pair.Socket, send, new Immediate(Scheduler.Immediate));
        if (way == TokenWay.Promise) pair.RunReady(); // it was begun before it could be subscribed to
        if (way == TokenWay.Detached && instant == "closed") return; // SettledSends has completed
        Assert.True(begun.IsOver);
        Assert.Equal(instant == "ready" ? 10 : 0, begun.Result.BytesTransferred);
    }

    [Theory, EveryToken]
    public void An_outcome_that_comes_later_is_told_as_ever(TokenWay way)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var scheduler = new QueueScheduler();
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]), new Immediate(scheduler));
        pair.Discard(filled);
        pair.RunUntil(() => begun.IsOver);
        Assert.Equal((0, 0), (scheduler.Waiting, scheduler.Ran));
    }

    [Fact]
    public void The_outermost_binding_counts_and_only_it()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var (inner, outer, bound) = (new QueueScheduler(), new QueueScheduler(), new QueueScheduler());
        var calls = 0;
        var token = Use.Callback((_, _) => calls++).BindImmediateExecutor(inner).BindExecutor(bound).BindImmediateExecutor(outer);
        pair.Socket.AsyncSend(new byte[10], token);
        pair.RunReady();
        Assert.Equal((0, 0, 1, 0), (calls, inner.Waiting, outer.Waiting, bound.Waiting));
        outer.Run();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_chain_of_handlers_does_not_grow_the_stack()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var (handled, depth, deepest) = (0, 0, 0);
        Next();
        Assert.InRange(handled, 1, 20); // then one goes through the loop
        pair.RunUntil(() => handled == 10_000);
        Assert.InRange(deepest, 2, 17); // sixteen inside the one that the loop called

        void Next() => pair.Socket.AsyncSend(default, Use.Callback((_, _) =>
        {
            deepest = Math.Max(deepest, ++depth);
            if (++handled < 10_000) Next();
            depth--;
        }).BindImmediateExecutor(Scheduler.Immediate));
    }

    [Fact]
    public void On_the_current_thread_they_come_one_after_the_other()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var (handled, depth, deepest) = (0, 0, 0);
        Next();
        Assert.Equal((10_000, 1), (handled, deepest));

        void Next() => pair.Socket.AsyncSend(default, Use.Callback((_, _) =>
        {
            deepest = Math.Max(deepest, ++depth);
            if (++handled < 10_000) Next();
            depth--;
        }).BindImmediateExecutor(Scheduler.CurrentThread));
    }

    [Fact]
    public void What_a_handler_throws_inside_does_not_reach_the_caller()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var token = Use.Callback((_, _) => throw new InvalidTimeZoneException()).BindImmediateExecutor(Scheduler.Immediate);
        pair.Socket.AsyncSend(new byte[10], token);
        pair.RunUntil(() => pair.UserErrors.Count == 1);
        Assert.IsType<InvalidTimeZoneException>(pair.UserErrors.Single());
        Assert.Equal((10, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
    }

    [Fact]
    public void An_executor_that_refuses_is_bypassed()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var calls = 0;
        pair.Socket.AsyncSend(new byte[10], Use.Callback((_, _) => calls++).BindImmediateExecutor(new ThrowingScheduler()));
        Assert.Equal(0, calls);
        pair.RunUntil(() => calls == 1);
        Assert.Throws<ArgumentNullException>("scheduler", () => Use.Task.BindImmediateExecutor(null!));
    }

    private sealed class Immediate(IScheduler scheduler) : ITokenAdapter
    {
        public CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.BindImmediateExecutor(scheduler);
    }
}
