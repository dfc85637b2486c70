using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>bind_cancellation_slot.</summary>
public abstract class BindCancellationSlotContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory, EveryToken]
    public void The_slot_stops_one_operation_and_then_the_next(TokenWay way)
    {
        var pair = Connect();
        pair.Fill();
        var signal = new CancellationSignal();
        for (var i = 0; i < 2; i++)
        {
            var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]), new Bind(signal.Slot));
            signal.Emit(CancellationLevel.All);
            Assert.False(begun.IsOver);
            pair.RunUntil(() => begun.IsOver);
            begun.Check(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total));
            if (way == TokenWay.Detached) return; // each hears the others' outcomes
        }
    }

    [Theory, EveryToken(Answers = true)]
    public void A_slot_in_use_is_refused_and_the_first_operation_goes_on(TokenWay way)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var signal = new CancellationSignal();
        var first = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(new byte[10]), new Bind(signal.Slot));
        var second = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]), new Bind(signal.Slot));
        pair.RunUntil(() => second.IsOver);
        second.Check(new SendResult(SocketError.AlreadyInProgress, 0));
        Assert.False(first.IsOver);
        pair.Discard(filled);
        pair.RunUntil(() => first.IsOver);
        first.Check(new SendResult(SocketError.Success, 10));
    }

    [Fact]
    public void Two_slots_are_both_heard()
    {
        var pair = Connect();
        pair.Fill();
        foreach (var stopping in (int[])[0, 1])
        {
            CancellationSignal[] signals = [new(), new()];
            var task = pair.Socket.AsyncSend(new byte[10], Use.Task.AsTuple().BindCancellationSlot(signals[0].Slot).BindCancellationSlot(signals[1].Slot));
            signals[stopping].Emit(CancellationLevel.Partial);
            Assert.Equal(CancellationLevel.Partial, pair.Finish(task).Cancelled);
        }
    }

    [Fact]
    public void A_slot_that_is_not_connected_changes_nothing()
    {
        var token = Use.Task;
        Assert.Same(token, token.BindCancellationSlot(default));
    }

    private sealed class Bind(CancellationSlot slot) : ITokenAdapter
    {
        public CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.BindCancellationSlot(slot);
    }
}
