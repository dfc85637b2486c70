namespace Rx.Sockets.Cancellation;

/// <summary>What a composed operation has been asked, and what it passes on to its steps. Pure; its owner's gate protects it.</summary>
/// <param name="inFilter">What is noted of a request.</param>
/// <param name="outFilter">What of that a step hears.</param>
internal struct FilteredLevels(CancellationFilter inFilter, CancellationFilter outFilter)
{
    private CancellationFilter _in = inFilter;
    private CancellationFilter _out = outFilter;

    /// <summary>All that has been noted. A later request adds to it and takes nothing away (Asio's overwrites).</summary>
    public CancellationLevel Noted { get; private set; }

    /// <summary>What a step hears of all that has been noted.</summary>
    public readonly CancellationLevel Forwarded => _out.Apply(Noted);

    /// <summary>A request.</summary>
    /// <returns>Whether anything of it was noted.</returns>
    public bool Note(CancellationLevel level)
    {
        var noted = _in.Apply(level);
        Noted |= noted;
        return noted != CancellationLevel.None;
    }

    public void Clear(CancellationLevel levels) => Noted &= ~levels;

    /// <summary>Other filters from now on, and nothing noted.</summary>
    public void Reset(CancellationFilter inFilter, CancellationFilter outFilter) => this = new FilteredLevels(inFilter, outFilter);
}
