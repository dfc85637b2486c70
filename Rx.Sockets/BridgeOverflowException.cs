namespace Rx.Sockets;

/// <summary>An observable was faster than whoever pulls its items, and the policy of <see cref="Bridges.ToPull"/> was
/// <see cref="Overflow.Fail"/>. Comes out of the enumeration after what was taken before.</summary>
public sealed class BridgeOverflowException : Exception
{
    /// <summary>For an item that did not fit.</summary>
    /// <param name="capacity">How many items may wait.</param>
    public BridgeOverflowException(int capacity)
        : base($"The source is faster than its consumer: {capacity} items wait already, which is all that may. "
            + "Raise the capacity, slow the source down, or choose another Overflow policy.") => Capacity = capacity;

    /// <summary>How many items may wait.</summary>
    public int Capacity { get; }
}
