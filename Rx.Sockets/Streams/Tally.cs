namespace Rx.Sockets.Streams;

/// <summary>The counts of a stream to many sockets, added up as they come. Any thread.</summary>
internal sealed class Tally
{
    private long _messages;
    private long _bytes;
    private long _dropped;
    private long _conflated;

    // Of the sockets that are there: how many, and the sum of how far each of them has come in the stream.
    private long _sockets;
    private long _messagesPassed;
    private long _bytesPassed;

    /// <summary>The sums, of a stream that goes to this place. While it flows, its parts may be of slightly different times.</summary>
    public SendProgress ProgressAt(long messages, long bytes)
    {
        var sockets = Volatile.Read(ref _sockets);
        return new SendProgress(
            Volatile.Read(ref _messages),
            Volatile.Read(ref _bytes),
            Volatile.Read(ref _dropped),
            Volatile.Read(ref _conflated),
            Math.Max(0, (sockets * messages) - Volatile.Read(ref _messagesPassed)),
            Math.Max(0, (sockets * bytes) - Volatile.Read(ref _bytesPassed)));
    }

    /// <summary>A socket begins at this place of the stream.</summary>
    public void Join(long messages, long bytes) => Move(1, messages, bytes);

    /// <summary>A socket that had come to this place is there no more.</summary>
    public void Leave(long messages, long bytes) => Move(-1, -messages, -bytes);

    /// <summary>Messages of a socket are over.</summary>
    public void Count(long messages, long bytes, long dropped, long conflated)
    {
        if (messages != 0) Interlocked.Add(ref _messages, messages);
        if (bytes != 0) Interlocked.Add(ref _bytes, bytes);
        if (dropped != 0) Interlocked.Add(ref _dropped, dropped);
        if (conflated != 0) Interlocked.Add(ref _conflated, conflated);
        Interlocked.Add(ref _messagesPassed, messages + dropped + conflated);
    }

    /// <summary>Messages that were never queued are out.</summary>
    public void CountSent(long messages, long bytes)
    {
        if (messages == 0) return;
        Count(messages, bytes, 0, 0);
        Free(bytes);
    }

    /// <summary>So many bytes of a socket are not queued any more.</summary>
    public void Free(long bytes) => Interlocked.Add(ref _bytesPassed, bytes);

    private void Move(int sockets, long messages, long bytes)
    {
        Interlocked.Add(ref _sockets, sockets);
        Interlocked.Add(ref _messagesPassed, messages);
        Interlocked.Add(ref _bytesPassed, bytes);
    }
}
