using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Operations;

/// <summary>What a composed send has been asked since its body began. Has a lock of its own, taken inside the queue's gate and never
/// round it, because the body looks here, too.</summary>
/// <param name="whole">Once a byte of it has moved, Total can be had no more and counts for nothing.</param>
/// <param name="inFilter">What is noted of a request.</param>
/// <param name="outFilter">What of that the steps hear.</param>
internal sealed class ComposedLevels(SendOperation whole, CancellationFilter inFilter, CancellationFilter outFilter)
{
    private readonly Lock _gate = new();
    private FilteredLevels _asked = new(inFilter, outFilter);
    private CancellationLevel _forced;

    /// <summary>All that has been asked, let in, and can still be had.</summary>
    public CancellationLevel Noted
    {
        get
        {
            lock (_gate)
                return StillToBeHad(_asked.Noted | _forced);
        }
    }

    /// <summary>What the steps hear of that.</summary>
    public CancellationLevel Forwarded
    {
        get
        {
            lock (_gate)
                return StillToBeHad(_asked.Forwarded | _forced);
        }
    }

    /// <summary>The guarantee that could be given now, or None.</summary>
    public CancellationLevel Grantable => Levels.Strongest(Noted, untouched: IsUntouched);

    private bool IsUntouched => whole.State.Moved == 0;

    /// <summary>A request.</summary>
    /// <returns>Whether it was let in and can be had.</returns>
    public bool Note(CancellationLevel level)
    {
        lock (_gate)
            return _asked.Note(level) && StillToBeHad(_asked.Noted) != CancellationLevel.None;
    }

    /// <summary>The socket ends, or stands still for too long: no filter counts, and nothing clears it.</summary>
    public void Force(CancellationLevel level)
    {
        lock (_gate)
            _forced |= level;
    }

    public void Clear(CancellationLevel levels)
    {
        lock (_gate)
            _asked.Clear(levels);
    }

    public void Reset(CancellationFilter noted, CancellationFilter heard)
    {
        lock (_gate)
            _asked.Reset(noted, heard);
    }

    private CancellationLevel StillToBeHad(CancellationLevel levels) => IsUntouched ? levels : levels & ~CancellationLevel.Total;
}
