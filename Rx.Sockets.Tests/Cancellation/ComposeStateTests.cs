using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;
using F = Rx.Sockets.CancellationFilter;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>What the function of a composed send sees of requests, and what it can do about them.</summary>
public class ComposeStateTests : ClassicTest
{
    private static readonly BufferSequence Header = "head"u8.ToArray();

    private readonly CancellationSignal _signal = new();
    private readonly TaskCompletionSource _pause = new();
    private readonly List<L> _seen = [];

    [Fact]
    public void Requests_add_up_through_the_in_filter()
    {
        var observer = Start(F.EnablePartial, F.Disable, async self =>
        {
            await _pause.Task;
            _seen.Add(self.Cancelled);
        });
        _signal.Emit(L.Partial);
        _signal.Emit(L.Total);
        _signal.Emit(L.Terminal);
        Go();
        Assert.Equal([L.Partial | L.Terminal], _seen);
        Assert.Equal([Sent(0)], observer.Values); // nobody stopped it: the function has done all that it wanted
    }

    [Fact]
    public void Total_is_seen_until_the_first_byte_and_never_again()
    {
        Start(F.EnableTotal, F.Disable, async self =>
        {
            await _pause.Task;
            _seen.Add(self.Cancelled);
            await self.AsyncWrite(Header);
            _seen.Add(self.Cancelled);
            _signal.Emit(L.Total | L.Partial);
            _seen.Add(self.Cancelled);
        });
        _signal.Emit(L.Total);
        Go();
        Assert.Equal([L.Total, L.None, L.Partial], _seen);
    }

    [Fact]
    public void ThrowIfCancelled_gives_the_strongest_level_that_can_be_had()
    {
        var observer = Start(F.EnableTotal, F.Disable, async self =>
        {
            self.ThrowIfCancelled();
            await self.AsyncWrite(Header);
            await _pause.Task;
            self.ThrowIfCancelled();
        });
        _signal.Emit(L.Total);
        _signal.Emit(L.Total | L.Terminal);
        _signal.Emit(L.Partial);
        Go();
        Assert.Equal(Stopped(L.Partial, 4), Assert.IsType<SendException>(observer.Error).Result);
    }

    [Fact]
    public void ClearCancellation_lets_later_steps_run()
    {
        var observer = Start(F.EnablePartial, null, async self =>
        {
            await _pause.Task;
            Assert.Equal(Stopped(L.Partial, 0), await self.AsyncWrite(Header).AsResult());
            self.ClearCancellation(L.Terminal);
            Assert.Equal(Stopped(L.Partial, 0), await self.AsyncWrite(Header).AsResult());
            self.ClearCancellation();
            await self.AsyncWrite(Header);
        });
        _signal.Emit(L.Partial);
        Go();
        Assert.Equal([Sent(4)], observer.Values);
    }

    [Fact]
    public void ResetCancellation_forgets_and_has_other_filters()
    {
        var observer = Start(null, null, async self =>
        {
            self.ResetCancellation(F.EnableTotal, F.Disable);
            await _pause.Task;
            _seen.Add(self.Cancelled);
            self.ResetCancellation(F.EnablePartial);
            _signal.Emit(L.Total);
            _seen.Add(self.Cancelled);
            await self.AsyncWrite(Header);
            _signal.Emit(L.Partial);
            _seen.Add(self.Cancelled);
            await self.AsyncWrite(Header);
        });
        _signal.Emit(L.Total);
        Go();
        Assert.Equal([L.Total, L.None, L.Partial], _seen);
        Assert.Equal(Stopped(L.Partial, 4), Assert.IsType<SendException>(observer.Error).Result);
    }

    [Fact]
    public void Its_slot_stops_what_the_function_awaits_elsewhere_and_not_on_the_stack_of_whoever_asks()
    {
        var other = Connect(2);
        var observer = Start(F.EnablePartial, null, async self =>
        {
            await self.AsyncWrite(Header);
            await other.AsyncWrite(Hello).BindCancellationSlot(self.Slot);
        });
        _signal.Emit(L.Partial);
        Assert.Equal(1, other.Outstanding);
        Scheduler.AdvanceBy(10);
        Assert.Equal((2, 0), (other.BytesTransferred, other.Outstanding));
        var failed = Assert.IsType<SendException>(observer.Error);
        Assert.Equal(Stopped(L.Partial, 4), failed.Result); // of this socket
        Assert.Equal(Stopped(L.Partial, 2), Assert.IsType<SendException>(failed.InnerException).Result); // of the other one
    }

    [Fact]
    public void Its_slot_cancels_a_token_and_that_is_a_cancellation_of_the_whole()
    {
        var observer = Start(F.EnableTerminal, null, async self =>
        {
            await self.AsyncWrite(Header);
            using var stop = self.Slot.ToTokenSource();
            using var registration = stop.Token.Register(() => _pause.SetCanceled(stop.Token)); // goes on here, not on the pool
            await _pause.Task;
        });
        _signal.Emit(L.Partial);
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, observer.Calls);
        _signal.Emit(L.Terminal);
        Scheduler.AdvanceBy(10);
        var failed = Assert.IsType<SendException>(observer.Error);
        Assert.Equal(Stopped(L.Terminal, 4), failed.Result);
        Assert.IsAssignableFrom<OperationCanceledException>(failed.InnerException);
    }

    [Fact]
    public void What_is_bound_to_its_slot_later_hears_at_once_what_was_asked_before()
    {
        Start(F.EnableTotal, F.EnablePartial, async self =>
        {
            await _pause.Task;
            using var bound = self.Slot.Assign(_seen.Add);
            Assert.Throws<InvalidOperationException>(() => self.Slot.Assign(_seen.Add));
        });
        _signal.Emit(L.All);
        Go();
        Assert.Equal([L.Partial | L.Terminal], _seen);
    }

    [Fact]
    public void Requests_at_Subscribe_are_granted_before_the_function_is_called()
    {
        using var state = new CancellationState(_signal.Slot, F.EnableTotal);
        _signal.Emit(L.Partial);
        var observer = Observe(Connect(100).Compose(_ => throw new FormatException()).BindCancellationSlot(state.Slot));
        Assert.Equal(Failure(201, Stopped(L.Partial, 0)), observer.Messages);
    }

    [Fact]
    public void CancelAfter_goes_through_the_filters_like_every_request()
    {
        var socket = Connect(2);
        var heard = new Recorder<SendResult>();
        socket.Compose(async self => await self.AsyncWrite(Header), F.EnablePartial)
            .CancelAfter(TimeSpan.FromTicks(10), L.Total)
            .CancelAfter(TimeSpan.FromTicks(20), L.Partial)
            .Subscribe(heard);
        Scheduler.AdvanceBy(15);
        Assert.Equal(0, heard.Calls);
        Scheduler.AdvanceBy(15);
        Assert.Equal(Stopped(L.Partial, 2), Assert.IsType<SendException>(heard.Error).Result);
    }

    [Fact]
    public void The_error_of_a_signal_asks_and_is_the_inner_exception_of_the_whole()
    {
        using var signal = new System.Reactive.Subjects.Subject<L>();
        var heard = new Recorder<SendResult>();
        Connect(2).Compose(async self => await self.AsyncWrite(Header), F.EnablePartial)
            .CancelOnUnsubscribe(L.Partial).CancelWhen(signal).Subscribe(heard);
        Scheduler.AdvanceBy(10);
        var boom = new FormatException();
        signal.OnError(boom);
        Scheduler.Start();
        Assert.Equal(Stopped(L.Partial, 2), Assert.IsType<SendException>(heard.Error).Result);
        Assert.Same(boom, heard.Error!.InnerException);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var observer = Start(null, null, self =>
        {
            self.ClearCancellation((L)8);
            return Task.CompletedTask;
        });
        Go();
        Assert.IsType<ArgumentOutOfRangeException>(observer.Error!.InnerException);
    }

    private Recorder<SendResult> Start(F? inFilter, F? outFilter, Func<ComposedSend, Task> function)
    {
        var heard = new Recorder<SendResult>();
        Connect(100).Compose(function, inFilter, outFilter).BindCancellationSlot(_signal.Slot).Subscribe(heard);
        Scheduler.AdvanceBy(10);
        return heard;
    }

    private void Go()
    {
        _pause.SetResult();
        Scheduler.AdvanceBy(10);
    }
}
