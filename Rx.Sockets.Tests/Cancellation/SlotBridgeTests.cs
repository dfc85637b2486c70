using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>From tokens and streams to slots, and back.</summary>
public class SlotBridgeTests
{
    private readonly List<CancellationLevel> _heard = [];
    private readonly CancellationSignal _signal = new();

    [Fact]
    public async Task A_token_asks_whoever_is_bound_when_it_is_cancelled_and_whoever_comes_later()
    {
        using var source = new CancellationTokenSource();
        var signal = CancellationSignal.FromToken(source.Token, CancellationLevel.Partial);
        using (signal.Slot.Assign(_heard.Add))
        {
            Assert.Empty(_heard);
            await source.CancelAsync();
            Assert.Equal([CancellationLevel.Partial], _heard);
        }

        using var later = signal.Slot.Assign(_heard.Add);
        Assert.Equal([CancellationLevel.Partial, CancellationLevel.Partial], _heard);
    }

    [Fact]
    public async Task A_token_does_not_ask_whoever_was_let_go()
    {
        using var source = new CancellationTokenSource();
        var signal = CancellationSignal.FromToken(source.Token, CancellationLevel.Partial);
        signal.Slot.Assign(_heard.Add).Dispose();
        await source.CancelAsync();
        Assert.Empty(_heard);
    }

    [Fact]
    public void A_signal_of_a_token_is_a_signal()
    {
        var signal = CancellationSignal.FromToken(CancellationToken.None, CancellationLevel.Partial);
        using var bound = signal.Slot.Assign(_heard.Add);
        signal.Emit(CancellationLevel.Total);
        Assert.Equal([CancellationLevel.Total], _heard);
    }

    [Fact]
    public void A_stream_is_subscribed_to_while_something_is_bound()
    {
        using var levels = new Subject<CancellationLevel>();
        var signal = CancellationSignal.FromObservable(levels);
        Assert.False(levels.HasObservers);
        var bound = signal.Slot.Assign(_heard.Add);
        Assert.True(levels.HasObservers);
        levels.OnNext(CancellationLevel.Total);
        bound.Dispose();
        Assert.False(levels.HasObservers);
        Assert.Equal([CancellationLevel.Total], _heard);
    }

    [Fact]
    public void A_stream_that_ends_leaves_the_handler_bound_and_one_that_fails_asks_for_all()
    {
        using var ends = CancellationSignal.FromObservable(Observable.Empty<CancellationLevel>()).Slot.Assign(_heard.Add);
        Assert.Empty(_heard);
        using var fails = CancellationSignal.FromObservable(Observable.Throw<CancellationLevel>(new FormatException())).Slot.Assign(_heard.Add);
        Assert.Equal([CancellationLevel.All], _heard);
    }

    [Fact]
    public void A_stream_whose_Subscribe_throws_is_one_that_fails()
    {
        var signal = CancellationSignal.FromObservable(Observable.Create<CancellationLevel>(IDisposable (_) => throw new FormatException()));
        using var bound = signal.Slot.Assign(_heard.Add);
        Assert.Equal([CancellationLevel.All], _heard);
    }

    [Fact]
    public void A_handler_that_lets_itself_go_while_its_stream_is_being_subscribed_leaves_no_subscription()
    {
        using var levels = new BehaviorSubject<CancellationLevel>(CancellationLevel.Total);
        var signal = CancellationSignal.FromObservable(levels);
        var state = new CancellationState(signal.Slot);
        state.Dispose();
        Assert.False(levels.HasObservers);
        Assert.False(signal.Slot.HasHandler);
    }

    [Fact]
    public void A_slot_is_a_stream_whose_subscriber_is_the_handler()
    {
        var stream = _signal.Slot.ToObservable();
        var first = new Recorder<CancellationLevel>();
        var second = new Recorder<CancellationLevel>();
        Assert.False(_signal.Slot.HasHandler);
        var subscription = stream.Subscribe(first);
        stream.Subscribe(second).Dispose();
        _signal.Emit(CancellationLevel.Total);
        subscription.Dispose();
        _signal.Emit(CancellationLevel.Partial);
        Assert.Equal([CancellationLevel.Total], first.Values);
        Assert.IsType<InvalidOperationException>(second.Error);
        Assert.False(_signal.Slot.HasHandler);
    }

    [Fact]
    public void A_slot_that_is_not_connected_is_a_stream_of_nothing()
    {
        var heard = new Recorder<CancellationLevel>();
        using var first = default(CancellationSlot).ToObservable().Subscribe(heard);
        Assert.Equal(0, heard.Calls);
    }

    [Fact]
    public void A_slot_is_a_token_that_its_levels_cancel()
    {
        using var source = _signal.Slot.ToTokenSource(CancellationLevel.Terminal | CancellationLevel.Partial);
        _signal.Emit(CancellationLevel.Total);
        Assert.False(source.IsCancellationRequested);
        _signal.Emit(CancellationLevel.Total | CancellationLevel.Partial);
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public void A_token_source_frees_the_slot_when_it_is_disposed()
    {
        var source = _signal.Slot.ToTokenSource();
        Assert.True(_signal.Slot.HasHandler);
        source.Dispose();
        Assert.False(_signal.Slot.HasHandler);
        _signal.Emit(CancellationLevel.All);
    }

    [Fact]
    public void There_and_back_again()
    {
        using var source = new CancellationTokenSource();
        var fromToken = CancellationSignal.FromToken(source.Token, CancellationLevel.Terminal);
        var fromStream = CancellationSignal.FromObservable(fromToken.Slot.ToObservable());
        using var back = fromStream.Slot.ToTokenSource();
        source.Cancel();
        Assert.True(back.IsCancellationRequested);
    }
}
