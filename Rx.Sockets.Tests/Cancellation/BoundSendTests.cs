using System.Net.Sockets;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>A slot on a send. In virtual time: subscribed to at 200, two bytes of five fit.</summary>
public class BoundSendTests : ClassicTest
{
    private readonly CancellationSignal _signal = new();

    // What CancelWhen does, level by level.
    [Theory]
    [InlineData(CancellationLevel.Total, 0, CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial, 0, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal, 0, CancellationLevel.Terminal)]
    [InlineData(CancellationLevel.All, 0, CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial, 2, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal, 2, CancellationLevel.Terminal)]
    [InlineData(CancellationLevel.All, 2, CancellationLevel.Partial)]
    public void A_request_through_the_slot_stops_the_send_as_by_CancelWhen(CancellationLevel level, long window, CancellationLevel given)
    {
        At(300, () => _signal.Emit(level));
        var observer = Observe(Connect(window).AsyncWrite(Hello).BindCancellationSlot(_signal.Slot));
        Assert.Equal(Failure(301, Stopped(given, window)), observer.Messages);
    }

    [Fact]
    public void A_request_that_cannot_be_granted_is_refused_and_remembered_by_the_send()
    {
        At(300, () => _signal.Emit(CancellationLevel.Total));
        At(400, () => _signal.Emit(CancellationLevel.Terminal));
        var observer = Observe(Connect(2).AsyncWrite(Hello).BindCancellationSlot(_signal.Slot));
        Assert.Equal(Failure(401, Stopped(CancellationLevel.Terminal, 2)), observer.Messages);
    }

    [Fact]
    public void What_was_emitted_before_Subscribe_is_not_asked_of_the_send()
    {
        _signal.Emit(CancellationLevel.All);
        var observer = Observe(Connect(9).AsyncWrite(Hello).BindCancellationSlot(_signal.Slot));
        Assert.Equal(Success(201, Sent(5)), observer.Messages);
    }

    [Fact]
    public void What_a_state_has_noted_before_Subscribe_is_granted_with_0_bytes()
    {
        using var state = new CancellationState(_signal.Slot, CancellationFilter.EnableTotal);
        _signal.Emit(CancellationLevel.Partial);
        var observer = Observe(Connect(9).AsyncWrite(Hello).BindCancellationSlot(state.Slot));
        Assert.Equal(Failure(201, Stopped(CancellationLevel.Partial, 0)), observer.Messages);
    }

    [Fact]
    public void What_a_token_has_asked_before_Subscribe_is_granted_with_0_bytes()
    {
        var signal = CancellationSignal.FromToken(new CancellationToken(canceled: true), CancellationLevel.Total);
        var observer = Observe(Connect(9).AsyncWrite(Hello).BindCancellationSlot(signal.Slot));
        Assert.Equal(Failure(201, Stopped(CancellationLevel.Total, 0)), observer.Messages);
    }

    [Fact]
    public void A_slot_is_free_when_the_ledger_and_the_observer_hear_and_serves_the_next_send()
    {
        var socket = Connect(0);
        var hadHandler = new List<bool>();
        var send = socket.AsyncSend(Hello).BindCancellationSlot(_signal.Slot).CancelOnUnsubscribe(CancellationLevel.Total, _ => hadHandler.Add(_signal.Slot.HasHandler));
        for (var round = 0; round < 3; round++)
        {
            var heard = new Recorder<SendResult>();
            send.Subscribe(heard);
            Assert.True(_signal.Slot.HasHandler);
            _signal.Emit(CancellationLevel.Total);
            Scheduler.Start();
            Assert.Equal(Stopped(CancellationLevel.Total, 0), Assert.IsType<SendException>(heard.Error).Result);
        }

        Assert.Equal([false, false, false], hadHandler);
    }

    [Fact]
    public void A_late_request_touches_nothing()
    {
        var socket = Connect(9);
        var observer = Observe(socket.AsyncWrite(Hello).BindCancellationSlot(_signal.Slot));
        _signal.Emit(CancellationLevel.All);
        Scheduler.Start();
        Assert.Equal(Success(201, Sent(5)), observer.Messages);
        Assert.Equal(RxSocketState.Usable, socket.State);
    }

    [Fact]
    public void A_second_live_send_on_one_slot_fails_with_0_bytes_and_the_first_one_is_left_alone()
    {
        var socket = Connect(0);
        var first = new Recorder<SendResult>();
        var second = new Recorder<SendResult>();
        var told = new List<SendResult>();
        socket.AsyncWrite(Hello).BindCancellationSlot(_signal.Slot).Subscribe(first);
        socket.AsyncWrite(Hello).BindCancellationSlot(_signal.Slot).CancelOnUnsubscribe(CancellationLevel.None, told.Add).Subscribe(second);
        Scheduler.Start();
        var refused = Assert.IsType<SendException>(second.Error);
        Assert.Equal(new SendResult(SocketError.AlreadyInProgress, 0), refused.Result);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
        Assert.Equal([refused.Result], told);
        Assert.Equal(0, first.Calls);
        socket.Peer.Read(5);
        Scheduler.Start();
        Assert.Equal([Sent(5)], first.Values);
        Assert.Equal(5, socket.Peer.BytesReceived);
    }

    [Fact]
    public void An_unwatched_send_is_live_and_keeps_its_slot()
    {
        var socket = Connect(2);
        socket.AsyncWrite(Hello).BindCancellationSlot(_signal.Slot).Subscribe(new Recorder<SendResult>()).Dispose();
        Scheduler.AdvanceBy(10);
        Assert.True(_signal.Slot.HasHandler);
        _signal.Emit(CancellationLevel.Partial);
        Scheduler.AdvanceBy(10);
        Assert.False(_signal.Slot.HasHandler);
        Assert.Equal((2, 0), (socket.BytesTransferred, socket.Outstanding));
    }

    [Fact]
    public void Slots_of_one_send_add_up()
    {
        var other = new CancellationSignal();
        var send = Connect(2).AsyncWrite(Hello).BindCancellationSlot(_signal.Slot).BindCancellationSlot(other.Slot).BindCancellationSlot(default);
        At(300, () => _signal.Emit(CancellationLevel.Total));
        At(400, () => other.Emit(CancellationLevel.Partial));
        Assert.Equal(Failure(401, Stopped(CancellationLevel.Partial, 2)), Observe(send).Messages);
    }

    [Fact]
    public void The_error_of_a_slots_stream_is_the_inner_exception()
    {
        var boom = new FormatException();
        var signal = CancellationSignal.FromObservable(System.Reactive.Linq.Observable.Throw<CancellationLevel>(boom));
        var observer = Observe(Connect(9).AsyncWrite(Hello).BindCancellationSlot(signal.Slot));
        Assert.Equal(Failure(201, Stopped(CancellationLevel.Total, 0)), observer.Messages);
        Assert.Same(boom, observer.Messages[0].Value.Exception!.InnerException);
    }
}
