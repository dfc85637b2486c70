namespace Rx.Sockets.Streams;

/// <summary>What ends each message, and the search for a place where a reader would find it too early. Immutable.</summary>
internal sealed class Delimiter
{
    // More than any protocol has; only a longer one costs an allocation for a message.
    private const int MostOnStack = 64;

    private readonly byte[] _bytes;

    // The beginning of the delimiter that is also its end, if any. Only with this in it can a find begin in the message and end in the
    // delimiter behind it: "a;" before ";;" is found one byte too early. "\r\n" has none.
    private readonly byte[] _overlap;

    public Delimiter(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
        var length = bytes.Length - 1;
        while (!bytes[..length].SequenceEqual(bytes[^length..]))
            length--;
        _overlap = _bytes[..length];
    }

    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>So many bytes of a find may lie before the slice that it ends in.</summary>
    private int Reach => _bytes.Length - 1;

    /// <summary>Whether a reader of the message and the delimiter would find an earlier end.</summary>
    public bool EndsEarlyIn(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf(_bytes) >= 0) return true;
        if (_overlap.Length == 0) return false;
        Span<byte> window = Reach <= MostOnStack ? stackalloc byte[2 * MostOnStack] : new byte[2 * Reach];
        var kept = 0;
        return IsAcross(window, ref kept, message[^Math.Min(message.Length, Reach)..]) || IsAcross(window, ref kept, _overlap);
    }

    /// <summary>The same of a message in several slices, where the delimiter may lie across any number of them.</summary>
    public bool EndsEarlyIn(in BufferSequence message)
    {
        Span<byte> window = Reach <= MostOnStack ? stackalloc byte[2 * MostOnStack] : new byte[2 * Reach];
        var kept = 0;
        foreach (var slice in message)
        {
            if (slice.Span.IndexOf(_bytes) >= 0 || IsAcross(window, ref kept, slice.Span)) return true;
        }

        return IsAcross(window, ref kept, _overlap);
    }

    /// <summary>Whether one lies across the end of the slices before and the beginning of this one: in the <paramref name="kept"/> last
    /// bytes of those, which <paramref name="window"/> has, and the first ones of this.</summary>
    private bool IsAcross(Span<byte> window, ref int kept, ReadOnlySpan<byte> slice)
    {
        var head = slice[..Math.Min(slice.Length, Reach)];
        head.CopyTo(window[kept..]);
        var seen = window[..(kept + head.Length)];
        if (seen.IndexOf(_bytes) >= 0) return true;

        // Of this slice, and of those before it if it is short: what a find in the next one may begin with.
        var last = head.Length == Reach ? slice[^Reach..] : seen[^Math.Min(seen.Length, Reach)..];
        last.CopyTo(window);
        kept = last.Length;
        return false;
    }
}
