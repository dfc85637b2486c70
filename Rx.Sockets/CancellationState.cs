using Rx.Sockets.Cancellation;

namespace Rx.Sockets;

/// <summary>What a composed operation has been asked, through filters, and what its steps hear of it; Asio's
/// <c>cancellation_state</c>.</summary>
/// <remarks>
/// <para>It is the handler of the slot that it was made with, and has a slot of its own for the step that is under way. A request
/// passes the in-filter and is noted; what passes the out-filter, too, is asked of the step. With <c>EnablePartial</c> in and
/// <c>Disable</c> out it is noted, and the step may end.</para>
/// <para><b>Sticky.</b> Requests add up until they are cleared, and a step bound later is asked at once. So a request that comes
/// between two steps is not lost. (Asio overwrites, and asks only the step that is under way.)</para>
/// <para><b>Threads.</b> Any thread, at any time. Handlers are called under no lock.</para>
/// </remarks>
public sealed class CancellationState : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SlotCore _steps;
    private readonly IDisposable _binding;
    private FilteredLevels _levels;

    /// <summary>Binds itself to <paramref name="slot"/>.</summary>
    /// <param name="slot">Where the composed operation hears; one that is not connected is never asked.</param>
    /// <param name="inFilter">What is noted; null: <see cref="CancellationFilter.EnableTerminal"/>.</param>
    /// <param name="outFilter">What of that the steps hear; null: the same filter.</param>
    /// <exception cref="InvalidOperationException">The slot has a handler.</exception>
    public CancellationState(CancellationSlot slot, CancellationFilter? inFilter = null, CancellationFilter? outFilter = null)
    {
        var noted = inFilter ?? CancellationFilter.EnableTerminal;
        _levels = new FilteredLevels(noted, outFilter ?? noted);
        _steps = new SlotCore(new NotedTrigger(this));
        _binding = slot.Core?.Bind(new Requests(this)) ?? Nothing.Instance;
    }

    /// <summary>Where the step that is under way is bound.</summary>
    public CancellationSlot Slot => new(_steps);

    /// <summary>All that has been asked and let in.</summary>
    public CancellationLevel Cancelled
    {
        get
        {
            lock (_gate)
                return _levels.Noted;
        }
    }

    private CancellationLevel Forwarded
    {
        get
        {
            lock (_gate)
                return _levels.Forwarded;
        }
    }

    /// <summary>Forgets requests, so that steps begun from now on are not asked. The step under way has heard already.</summary>
    /// <param name="levels">Which.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public void Clear(CancellationLevel levels = CancellationLevel.All)
    {
        Levels.Checked(levels, nameof(levels));
        lock (_gate)
            _levels.Clear(levels);
    }

    /// <summary>Other filters from now on, and all requests forgotten; Asio's <c>reset_cancellation_state</c>.</summary>
    /// <param name="inFilter">What is noted.</param>
    /// <param name="outFilter">What of that the steps hear; null: the same filter.</param>
    public void Reset(CancellationFilter inFilter, CancellationFilter? outFilter = null)
    {
        lock (_gate)
            _levels.Reset(inFilter, outFilter ?? inFilter);
    }

    /// <summary>Frees the slot that it was made with. The step under way is not asked any more.</summary>
    public void Dispose() => _binding.Dispose();

    private void Request(CancellationLevel level)
    {
        CancellationLevel forwarded;
        lock (_gate)
            forwarded = _levels.Note(level) ? _levels.Forwarded : CancellationLevel.None;
        // A step that is bound meanwhile reads what was noted; one bound before is found here. None falls between.
        _steps.Emit(forwarded);
    }

    private sealed class Requests(CancellationState state) : ICancellable
    {
        public void RequestCancel(CancellationLevel level) => state.Request(level);

        public void SignalFailed(Exception error) => state.Request(CancellationLevel.All);
    }

    private sealed class NotedTrigger(CancellationState state) : CancelTrigger
    {
        public override IDisposable Arm(ICancellable target, TimeProvider clock)
        {
            if (state.Forwarded is not CancellationLevel.None and var noted) target.RequestCancel(noted);
            return Nothing.Instance;
        }
    }
}
