using F = Rx.Sockets.CancellationFilter;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>Asio's cancellation_state, with its two deliberate differences: requests add up, and a later step hears of them.</summary>
public class CancellationStateTests
{
    private readonly List<L> _step = [];
    private readonly CancellationSignal _signal = new();

    // The matrix of Asio's cancellation_state and of compose.cpp: what one request of a level leaves in the state, and tells the step.
    public static TheoryData<F?, F?, L, L, L> Matrix
    {
        get
        {
            var matrix = new TheoryData<F?, F?, L, L, L>();
            (F? Filter, L Passes)[] filters = [(null, L.Terminal), (F.Disable, L.None), (F.EnableTerminal, L.Terminal), (F.EnablePartial, L.Terminal | L.Partial), (F.EnableTotal, L.All)];
            foreach (var (inFilter, noted) in filters)
            {
                foreach (var (outFilter, forwarded) in filters)
                {
                    for (var level = L.None; level <= L.All; level++)
                        matrix.Add(inFilter, outFilter, level, level & noted, level & noted & (outFilter is null ? noted : forwarded));
                }
            }

            return matrix;
        }
    }

    [Theory, MemberData(nameof(Matrix))]
    public void A_request_passes_the_in_filter_and_then_the_out_filter(F? inFilter, F? outFilter, L level, L noted, L forwarded)
    {
        using var state = new CancellationState(_signal.Slot, inFilter, outFilter);
        using var step = state.Slot.Assign(_step.Add);
        _signal.Emit(level);
        Assert.Equal(noted, state.Cancelled);
        Assert.Equal(forwarded == L.None ? [] : [forwarded], _step);
    }

    [Fact]
    public void Requests_add_up_and_a_later_one_takes_nothing_away()
    {
        using var state = new CancellationState(_signal.Slot, F.EnablePartial);
        _signal.Emit(L.Partial);
        _signal.Emit(L.Total); // filtered; Asio forgets the first one here
        Assert.Equal(L.Partial, state.Cancelled);
        _signal.Emit(L.Terminal);
        Assert.Equal(L.Partial | L.Terminal, state.Cancelled);
    }

    [Fact]
    public void A_request_between_two_steps_reaches_the_next_one()
    {
        using var state = new CancellationState(_signal.Slot, F.EnableTotal);
        state.Slot.Assign(_ => Assert.Fail("it was over")).Dispose();
        _signal.Emit(L.Partial);
        using var step = state.Slot.Assign(_step.Add);
        Assert.Equal([L.Partial], _step);
    }

    [Fact]
    public void A_request_that_the_out_filter_keeps_is_noted_and_no_step_hears()
    {
        using var state = new CancellationState(_signal.Slot, F.EnablePartial, F.Disable);
        using (state.Slot.Assign(_step.Add))
            _signal.Emit(L.Partial);
        using var next = state.Slot.Assign(_step.Add);
        Assert.Equal(L.Partial, state.Cancelled);
        Assert.Empty(_step);
    }

    [Fact]
    public void Clear_forgets_so_that_later_steps_run()
    {
        using var state = new CancellationState(_signal.Slot, F.EnableTotal);
        _signal.Emit(L.Partial | L.Total);
        state.Clear(L.Partial);
        Assert.Equal(L.Total, state.Cancelled);
        state.Clear();
        using var step = state.Slot.Assign(_step.Add);
        Assert.Equal(L.None, state.Cancelled);
        Assert.Empty(_step);
    }

    [Fact]
    public void Reset_forgets_and_has_other_filters_from_then_on()
    {
        using var state = new CancellationState(_signal.Slot, F.EnableTotal);
        using var step = state.Slot.Assign(_step.Add);
        _signal.Emit(L.Terminal);
        state.Reset(F.EnablePartial, F.EnableTerminal);
        Assert.Equal(L.None, state.Cancelled);
        _signal.Emit(L.All);
        Assert.Equal(L.Partial | L.Terminal, state.Cancelled);
        state.Reset(F.EnableTotal);
        _signal.Emit(L.Total);
        Assert.Equal([L.Terminal, L.Terminal, L.Total], _step);
    }

    [Fact]
    public void It_takes_the_slot_and_gives_it_back()
    {
        var state = new CancellationState(_signal.Slot);
        Assert.True(_signal.Slot.HasHandler);
        Assert.Throws<InvalidOperationException>(() => new CancellationState(_signal.Slot));
        state.Dispose();
        state.Dispose();
        _signal.Emit(L.Terminal);
        Assert.False(_signal.Slot.HasHandler);
        Assert.Equal(L.None, state.Cancelled);
    }

    [Fact]
    public void Its_own_slot_takes_one_step_at_a_time()
    {
        using var state = new CancellationState(_signal.Slot);
        using var step = state.Slot.Assign(_step.Add);
        Assert.Throws<InvalidOperationException>(() => state.Slot.Assign(_step.Add));
    }

    [Fact]
    public void States_stand_in_a_row_and_each_filters()
    {
        using var outer = new CancellationState(_signal.Slot, F.EnableTotal, F.EnablePartial);
        using var inner = new CancellationState(outer.Slot, F.EnableTotal, F.EnableTerminal);
        using var step = inner.Slot.Assign(_step.Add);
        _signal.Emit(L.Total);
        _signal.Emit(L.Partial);
        _signal.Emit(L.Terminal);
        Assert.Equal((L.All, L.Partial | L.Terminal), (outer.Cancelled, inner.Cancelled));
        Assert.Equal([L.Terminal], _step);
    }

    [Fact]
    public void A_source_that_fails_is_a_request_for_whatever_can_be_given()
    {
        var failing = CancellationSignal.FromObservable(System.Reactive.Linq.Observable.Throw<L>(new FormatException()));
        using var state = new CancellationState(failing.Slot, F.EnablePartial);
        Assert.Equal(L.Partial | L.Terminal, state.Cancelled);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        using var state = new CancellationState(_signal.Slot);
        Assert.Throws<ArgumentOutOfRangeException>("levels", () => state.Clear((L)8));
    }
}
