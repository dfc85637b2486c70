namespace Rx.Sockets.Marbles.Running;

/// <summary>What the counts of a stream add up to.</summary>
internal enum MessageCounts
{
    /// <summary>The messages that were handed over.</summary>
    All,

    /// <summary>These, but for one that may wait for room.</summary>
    ButOne,

    /// <summary>Those of each socket; not known here.</summary>
    OfMany,
}
