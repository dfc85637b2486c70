namespace Rx.Sockets;

/// <summary>A source was faster than its peer, and the policy of the stream was <see cref="Overflow.Fail"/> or
/// <see cref="Overflow.Disconnect"/>. Delivered by <c>OnError</c>, after the last counts.</summary>
public sealed class SendOverflowException : IOException
{
    /// <summary>For a message that did not fit.</summary>
    /// <param name="length">The length of its frame, in bytes.</param>
    /// <param name="capacity">What may wait, in bytes.</param>
    public SendOverflowException(long length, long capacity)
        : base($"The source is faster than its peer: a frame of {length} bytes found no room in the {capacity} bytes that may wait. "
            + "Raise Capacity, slow the source down, or choose another Overflow policy.") => (Length, Capacity) = (length, capacity);

    /// <summary>The length of the frame that did not fit, in bytes.</summary>
    public long Length { get; }

    /// <summary>What may wait, in bytes: <see cref="SendToOptions.Capacity"/>.</summary>
    public long Capacity { get; }
}
