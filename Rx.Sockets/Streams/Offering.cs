namespace Rx.Sockets.Streams;

/// <summary>Whole messages, side by side, that a stream has grown by and offers to each of its sockets.</summary>
/// <param name="Chunk">Where they lie.</param>
/// <param name="Slice">The bytes.</param>
/// <param name="Start">Bytes of the stream before them.</param>
/// <param name="StartMessages">Messages of the stream before them.</param>
/// <param name="Messages">How many they are.</param>
internal readonly record struct Offering(Chunk Chunk, ReadOnlyMemory<byte> Slice, long Start, long StartMessages, int Messages)
{
    /// <summary>Bytes of the stream up to their end.</summary>
    public long End => Start + Slice.Length;

    /// <summary>Takes what there is from a place on to the end of a chunk, and moves the place. All messages are copies.</summary>
    public static bool TryTake(ref LogCursor cursor, out Offering offering)
    {
        var before = cursor;
        var any = cursor.TryTake(out var slice, out _);
        offering = new Offering(cursor.Chunk, slice, before.Bytes, before.Messages, (int)(cursor.Messages - before.Messages));
        return any;
    }
}
