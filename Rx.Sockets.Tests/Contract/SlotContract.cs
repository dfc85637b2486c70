using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Signals, slots and states round a send.</summary>
public abstract class SlotContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private readonly CancellationSignal _signal = new();

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void What_is_emitted_asks_the_send_that_is_bound(CancellationLevel level)
    {
        var pair = Connect();
        pair.Fill();
        var sent = Sent.Begin(pair.Socket.AsyncSend(new byte[10]).BindCancellationSlot(_signal.Slot));
        pair.RunReady();
        _signal.Emit(level);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), pair.Finish(sent));
    }

    [Fact]
    public void A_slot_serves_one_send_after_the_other_and_is_free_when_the_ledger_hears()
    {
        var pair = Connect();
        pair.Fill();
        var free = new List<bool>();
        for (var round = 0; round < 3; round++)
        {
            _signal.Emit(CancellationLevel.All); // nobody is bound: not remembered
            var heard = new Recorder<SendResult>();
            pair.Socket.AsyncWrite(new byte[10]).BindCancellationSlot(_signal.Slot)
                .CancelOnUnsubscribe(CancellationLevel.Total, _ => free.Add(!_signal.Slot.HasHandler)).Subscribe(heard);
            pair.RunReady();
            Assert.Equal((0, true), (heard.Calls, _signal.Slot.HasHandler));
            _signal.Emit(CancellationLevel.Total);
            pair.RunUntil(() => heard.Ended.IsCompleted);
        }

        Assert.Equal([true, true, true], free);
    }

    [Fact]
    public void A_second_live_send_on_one_slot_is_refused_with_0_bytes_and_the_first_goes_on()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var first = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(10)).BindCancellationSlot(_signal.Slot));
        var second = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(10)).BindCancellationSlot(_signal.Slot));
        Assert.Equal(new SendResult(SocketError.AlreadyInProgress, 0), pair.Finish(second));
        Assert.IsType<InvalidOperationException>(second.Heard.Error!.InnerException);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        Assert.True(pair.Finish(first).IsSuccess);
    }

    [Fact]
    public void A_state_adds_requests_up_and_asks_the_send_that_comes_later()
    {
        var pair = Connect();
        using var state = new CancellationState(_signal.Slot, CancellationFilter.EnablePartial);
        _signal.Emit(CancellationLevel.Partial);
        _signal.Emit(CancellationLevel.Total); // the filter keeps it out, and the first one is not forgotten for it
        Assert.Equal(CancellationLevel.Partial, state.Cancelled);
        var send = pair.Socket.AsyncWrite(Pattern.Bytes(10)).BindCancellationSlot(state.Slot);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial), pair.Finish(Sent.Begin(send)));
        state.Clear();
        Assert.True(pair.Finish(Sent.Begin(send)).IsSuccess);
    }
}
