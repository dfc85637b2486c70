namespace Rx.Sockets.Streams;

/// <summary>Whole messages, side by side, that a stream has grown by and offers to each of its sockets.</summary>
/// <param name="Chunk">Where they lie.</param>
/// <param name="Slice">The bytes.</param>
/// <param name="Start">The place in the stream before them.</param>
/// <param name="End">The place behind them.</param>
internal readonly record struct Offering(Chunk Chunk, ReadOnlyMemory<byte> Slice, LogPlace Start, LogPlace End)
{
    /// <summary>How many they are.</summary>
    public int Messages => (int)(End.Messages - Start.Messages);

    /// <summary>Takes what there is from a place on to the end of a chunk, and moves the place. All messages are copies.</summary>
    public static bool TryTake(ref LogCursor cursor, out Offering offering)
    {
        var start = cursor.Place;
        var any = cursor.TryTake(out var slice, out _);
        offering = new Offering(cursor.Chunk, slice, start, cursor.Place);
        return any;
    }
}
