namespace Rx.Sockets.Streams;

/// <summary>Chunks of the usual size that are used again, of the whole process.</summary>
internal static class ChunkPool
{
    /// <summary>A write of so many bytes keeps the kernel busy for longer than it takes to begin the next.</summary>
    public const int Size = 64 * 1024;

    // Messages of 16 bytes fill a chunk; a message that is smaller costs more in ends than in bytes.
    private const int Messages = Size / 16;

    // A stream that has little to say keeps little; each chunk that it fills is followed by one of four times the size.
    private const int SmallestSize = 1024;
    private const int Growth = 4;
    private const int Most = 256;

    private static readonly Lock Gate = new();
    private static readonly Stack<Chunk> Kept = new();

    /// <summary>A chunk to follow one of so many bytes, with room for a frame of <paramref name="length"/>.</summary>
    public static Chunk Rent(int previousSize, int length)
    {
        var size = Math.Clamp(previousSize * Growth, SmallestSize, Size);
        if (length > Size) return new Chunk(length, messages: 1);
        if (size < Size && length <= size) return new Chunk(size, size / 16);
        lock (Gate)
        {
            if (Kept.TryPop(out var chunk)) return chunk;
        }

        return new Chunk(Size, Messages, isPinned: true);
    }

    public static void Return(Chunk chunk)
    {
        if (chunk.Size != Size || chunk.Room != Messages) return; // a copy may happen to have the size
        chunk.Reset();
        lock (Gate)
        {
            if (Kept.Count < Most) Kept.Push(chunk);
        }
    }
}
