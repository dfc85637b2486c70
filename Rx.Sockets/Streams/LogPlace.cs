namespace Rx.Sockets.Streams;

/// <summary>A place in a stream, by what lies before it. Room is counted in bytes, and there are no more messages than it has
/// bytes: those that have none would else wait without bounds.</summary>
internal readonly record struct LogPlace(long Bytes, long Messages)
{
    /// <summary>Whether what lies between an earlier place and this one is more than may wait.</summary>
    public bool IsBeyond(in LogPlace gone, long capacity) => Bytes - gone.Bytes > capacity || Messages - gone.Messages > capacity;

    /// <summary>The place behind one more message.</summary>
    public LogPlace After(long length) => new(Bytes + length, Messages + 1);
}
