namespace Rx.Sockets.Streams;

/// <summary>What a batch sends of one chunk, which it uses.</summary>
/// <param name="Chunk">The chunk; null: there is none.</param>
/// <param name="Slice">The bytes.</param>
/// <param name="Index">The first message that ends there.</param>
/// <param name="EndIndex">The one after the last.</param>
internal readonly record struct BatchPart(Chunk? Chunk, ReadOnlyMemory<byte> Slice, int Index, int EndIndex)
{
    /// <summary>Takes what a chunk has from a place on, moves the place, and uses the chunk.</summary>
    /// <param name="cursor">The place.</param>
    /// <param name="part">What was taken.</param>
    /// <param name="endsMessage">Whether it ends where a message does.</param>
    /// <returns>False: there is nothing.</returns>
    public static bool TryTake(ref LogCursor cursor, out BatchPart part, out bool endsMessage)
    {
        var before = cursor;
        if (!cursor.TryTake(out var slice, out endsMessage))
        {
            part = default;
            return false;
        }

        var chunk = cursor.Chunk;
        chunk.Use();
        part = new BatchPart(chunk, slice, chunk == before.Chunk ? before.Index : 0, cursor.Index);
        return true;
    }
}
