namespace Rx.Sockets.Tests.Cancellation;

/// <summary>Asio's cancellation_signal and cancellation_slot.</summary>
public class CancellationSignalTests
{
    private readonly List<CancellationLevel> _heard = [];
    private readonly CancellationSignal _signal = new();

    [Fact]
    public void Emit_reaches_the_handler_that_is_bound_on_the_stack_of_emit()
    {
        using var bound = _signal.Slot.Assign(_heard.Add);
        _signal.Emit(CancellationLevel.Partial);
        _signal.Emit(CancellationLevel.Total | CancellationLevel.Terminal);
        Assert.Equal([CancellationLevel.Partial, CancellationLevel.Total | CancellationLevel.Terminal], _heard);
    }

    [Fact]
    public void Emit_without_a_handler_does_nothing_and_is_not_remembered()
    {
        _signal.Emit(CancellationLevel.Terminal);
        using var bound = _signal.Slot.Assign(_heard.Add);
        Assert.Empty(_heard);
    }

    [Fact]
    public void Emit_of_None_asks_for_nothing()
    {
        using var bound = _signal.Slot.Assign(_heard.Add);
        _signal.Emit(CancellationLevel.None);
        Assert.Empty(_heard);
    }

    [Fact]
    public void A_slot_is_free_again_when_its_handler_is_let_go()
    {
        var first = _signal.Slot.Assign(_ => Assert.Fail("it has been let go"));
        Assert.True(_signal.Slot.HasHandler);
        first.Dispose();
        Assert.False(_signal.Slot.HasHandler);
        using var second = _signal.Slot.Assign(_heard.Add);
        first.Dispose(); // once more: that is not the second one's
        Assert.True(_signal.Slot.HasHandler);
        _signal.Emit(CancellationLevel.Total);
        Assert.Equal([CancellationLevel.Total], _heard);
    }

    [Fact]
    public void A_second_handler_is_refused_and_the_first_one_stays()
    {
        using var bound = _signal.Slot.Assign(_heard.Add);
        Assert.Throws<InvalidOperationException>(() => _signal.Slot.Assign(_ => Assert.Fail("never bound")));
        Assert.Throws<InvalidOperationException>(() => new CancellationState(_signal.Slot));
        Assert.Throws<InvalidOperationException>(() => _signal.Slot.ToTokenSource());
        _signal.Emit(CancellationLevel.Total);
        Assert.Equal([CancellationLevel.Total], _heard);
    }

    [Fact]
    public void What_a_handler_throws_goes_to_whoever_emits()
    {
        using var bound = _signal.Slot.Assign(_ => throw new FormatException());
        Assert.Throws<FormatException>(() => _signal.Emit(CancellationLevel.Total));
        Assert.True(_signal.Slot.HasHandler);
    }

    [Fact]
    public void A_handler_may_let_itself_go_and_bind_another_one()
    {
        IDisposable? first = null;
        first = _signal.Slot.Assign(_ =>
        {
            first!.Dispose();
            _signal.Slot.Assign(_heard.Add);
        });
        _signal.Emit(CancellationLevel.Total);
        _signal.Emit(CancellationLevel.Partial);
        Assert.Equal([CancellationLevel.Partial], _heard);
    }

    [Fact]
    public void A_slot_that_is_not_connected_never_asks()
    {
        var slot = default(CancellationSlot);
        Assert.False(slot.IsConnected || slot.HasHandler);
        using var bound = slot.Assign(_heard.Add);
        using var again = slot.Assign(_heard.Add); // nobody to share it with
        using var source = slot.ToTokenSource();
        using var state = new CancellationState(slot);
        Assert.False(slot.HasHandler);
        Assert.Equal(CancellationLevel.None, state.Cancelled);
    }

    [Fact]
    public void Slots_are_equal_when_they_are_of_one_signal()
    {
        Assert.Equal(_signal.Slot, _signal.Slot);
        Assert.NotEqual(_signal.Slot, new CancellationSignal().Slot);
        Assert.NotEqual(_signal.Slot, default);
    }

    [Fact]
    public void Bad_input_is_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>("level", () => _signal.Emit((CancellationLevel)8));
        Assert.Throws<ArgumentNullException>("handler", () => _signal.Slot.Assign(null!));
        Assert.Throws<ArgumentOutOfRangeException>("levels", () => _signal.Slot.ToTokenSource((CancellationLevel)(-1)));
        Assert.Throws<ArgumentNullException>("observer", () => _signal.Slot.ToObservable().Subscribe(null!));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => CancellationSignal.FromToken(default, (CancellationLevel)16));
        Assert.Throws<ArgumentNullException>("levels", () => CancellationSignal.FromObservable(null!));
        Assert.False(_signal.Slot.HasHandler);
    }
}
