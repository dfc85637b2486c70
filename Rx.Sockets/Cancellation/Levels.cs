namespace Rx.Sockets.Cancellation;

/// <summary>Arithmetic of levels. Pure.</summary>
internal static class Levels
{
    /// <summary>The strongest guarantee among <paramref name="requested"/> that can be given, or None.</summary>
    /// <param name="requested">All that has been asked for; unknown bits count for nothing.</param>
    /// <param name="untouched">Whether no byte has moved yet.</param>
    public static CancellationLevel Strongest(CancellationLevel requested, bool untouched)
    {
        // Not HasFlag: until the method is optimised that boxes, on the path of every send.
        if (untouched && (requested & CancellationLevel.Total) != 0) return CancellationLevel.Total;
        if ((requested & CancellationLevel.Partial) != 0) return CancellationLevel.Partial;
        return requested & CancellationLevel.Terminal;
    }

    /// <summary>What a whole was given when its last part was given <paramref name="level"/>: a part that was stopped before its own
    /// first byte has not left the whole without a trace.</summary>
    /// <param name="level">What the part was given.</param>
    /// <param name="moved">Bytes of all parts.</param>
    public static CancellationLevel OfWhole(CancellationLevel level, long moved) =>
        level == CancellationLevel.Total && moved > 0 ? CancellationLevel.Partial : level;

    /// <summary>Refuses bits that no level has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown bit.</exception>
    public static CancellationLevel Checked(CancellationLevel level, string parameter)
    {
        if ((level & ~CancellationLevel.All) != 0)
            throw new ArgumentOutOfRangeException(parameter, level, "Not a cancellation level: combine Terminal, Partial and Total.");
        return level;
    }
}
