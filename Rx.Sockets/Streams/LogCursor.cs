namespace Rx.Sockets.Streams;

/// <summary>A place in a chain of chunks.</summary>
internal struct LogCursor(Chunk chunk)
{
    public Chunk Chunk { get; private set; } = chunk;

    /// <summary>Bytes of the chunk before this place.</summary>
    public int Offset { get; private set; }

    /// <summary>Messages that end in the chunk at or before this place.</summary>
    public int Index { get; private set; }

    public readonly long Bytes => Chunk.StartBytes + Offset;

    public readonly long Messages => Chunk.StartMessages + Index;

    public readonly LogPlace Place => new(Bytes, Messages);

    /// <summary>What is published from here on.</summary>
    public readonly LogPlace Left
    {
        get
        {
            var end = this;
            end.MoveToEnd();
            return new LogPlace(end.Bytes - Bytes, end.Messages - Messages);
        }
    }

    /// <summary>What is published from here to the end of this chunk; goes on to the next chunk first if this one is used up.</summary>
    /// <param name="slice">May be empty: messages can be.</param>
    /// <param name="endsMessage">Whether the slice ends where a message does.</param>
    /// <returns>Whether there is anything.</returns>
    public bool TryTake(out ReadOnlyMemory<byte> slice, out bool endsMessage)
    {
        while (true)
        {
            var isLast = Chunk.Next is null; // before the count: once there is a next one, the count is final
            var count = Chunk.Count;
            var end = Chunk.Readable(count, isLast);
            if (end > Offset || count > Index)
            {
                slice = Chunk.Slice(Offset, end);
                endsMessage = isLast || (count > 0 && Chunk.EndOf(count - 1) == end);
                (Offset, Index) = (end, count);
                return true;
            }

            if (isLast)
            {
                (slice, endsMessage) = (default, true);
                return false;
            }

            this = new LogCursor(Chunk.Next!);
        }
    }

    /// <summary>Goes on past the next message. False: there is none.</summary>
    public bool TrySkipMessage()
    {
        while (true)
        {
            var isLast = Chunk.Next is null;
            if (Index < Chunk.Count)
            {
                Offset = Chunk.EndOf(Index++);
                return true;
            }

            if (isLast) return false;
            this = new LogCursor(Chunk.Next!);
        }
    }

    /// <summary>Goes on past so much of this chunk.</summary>
    public void Pass(int bytes, int messages) => (Offset, Index) = (Offset + bytes, Index + messages);

    /// <summary>Goes on to the next chunk if this one is used up, so that it need not be held.</summary>
    public void MoveOn()
    {
        while (Chunk.Next is { } next && Index == Chunk.Count && Offset == Chunk.Readable(Index, isLast: false))
            this = new LogCursor(next);
    }

    /// <summary>Goes on to the end of what is published.</summary>
    public void MoveToEnd()
    {
        while (TryTake(out _, out _))
        {
            // All of it.
        }
    }
}
