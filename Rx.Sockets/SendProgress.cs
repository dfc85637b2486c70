namespace Rx.Sockets;

/// <summary>How far a stream of messages has come. Each message that its source handed over is counted in exactly one of
/// <see cref="Messages"/>, <see cref="Dropped"/>, <see cref="Conflated"/> and <see cref="QueuedMessages"/>.</summary>
/// <param name="Messages">Messages that are out whole.</param>
/// <param name="Bytes">Bytes that the kernel took, frames included; also those of a message that was stopped half-way.</param>
/// <param name="Dropped">Messages that will not go out: by the policy, because the stream was stopped, or because the socket failed. A
/// message that was stopped half-way is one of them.</param>
/// <param name="Conflated">Messages in whose place a newer one of their key was sent.</param>
/// <param name="QueuedMessages">Messages that wait or are under way.</param>
/// <param name="QueuedBytes">Bytes of those, frames included.</param>
/// <param name="Waits">How often the source was held up: a thread that was blocked, or a pull that came later.</param>
public readonly record struct SendProgress(
    long Messages, long Bytes, long Dropped = 0, long Conflated = 0, long QueuedMessages = 0, long QueuedBytes = 0, long Waits = 0)
{
    /// <summary>The sum of the counts of two streams.</summary>
    public static SendProgress operator +(SendProgress a, SendProgress b) => new(
        a.Messages + b.Messages,
        a.Bytes + b.Bytes,
        a.Dropped + b.Dropped,
        a.Conflated + b.Conflated,
        a.QueuedMessages + b.QueuedMessages,
        a.QueuedBytes + b.QueuedBytes,
        a.Waits + b.Waits);

    /// <summary>The same as <c>a + b</c>.</summary>
    public static SendProgress Add(SendProgress a, SendProgress b) => a + b;
}
