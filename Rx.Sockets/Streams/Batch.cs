using System.Runtime.InteropServices;

namespace Rx.Sockets.Streams;

/// <summary>Whole messages that go out with one write. Uses the chunks in which they lie.</summary>
internal sealed class Batch
{
    private readonly List<ReadOnlyMemory<byte>> _slices = [];
    private readonly List<(Chunk Chunk, int Index, int EndIndex)> _parts = [];
    private long _start;

    /// <summary>What is to be sent; nothing while nothing is under way.</summary>
    public BufferSequence Buffers { get; private set; }

    public long Bytes { get; private set; }

    public long Messages { get; private set; }

    /// <summary>Takes what is published from <paramref name="cursor"/> on, and moves it.</summary>
    public bool TryTake(ref LogCursor cursor)
    {
        var start = cursor;
        if (!TryAdd(ref cursor, out var whole)) return false;
        while (!whole && TryAdd(ref cursor, out whole))
        {
            // One slice if it can be: several are a list to be made.
        }

        _start = start.Bytes;
        Bytes = cursor.Bytes - start.Bytes;
        Messages = cursor.Messages - start.Messages;
        Buffers = _slices.Count == 1 ? _slices[0] : BufferSequence.Create(CollectionsMarshal.AsSpan(_slices));
        return true;
    }

    /// <summary>How many messages are whole in the first <paramref name="bytes"/>.</summary>
    public long WholeIn(long bytes) => bytes >= Bytes ? Messages : EndAt(bytes, out var message) <= bytes ? message : message - 1;

    /// <summary>What comes after the first <paramref name="bytes"/>, of the message that they end in; nothing if they end where a message
    /// does.</summary>
    public BufferSequence RestAfter(long bytes) =>
        bytes == 0 || bytes >= Bytes ? default : Buffers.From(bytes).First(EndAt(bytes, out _) - bytes);

    /// <summary>Nothing is under way. What it used is in use until <see cref="LetGo"/>.</summary>
    public void Clear() => (Buffers, Bytes, Messages) = (default, 0, 0);

    /// <summary>The memory is not read any more, of which its owner is told.</summary>
    public void LetGo()
    {
        foreach (var (chunk, _, _) in _parts)
            chunk.EndUse();
        _parts.Clear();
        _slices.Clear();
    }

    private bool TryAdd(ref LogCursor cursor, out bool whole)
    {
        var before = cursor;
        if (!cursor.TryTake(out var slice, out whole)) return false;
        var chunk = cursor.Chunk;
        chunk.Use();
        _parts.Add((chunk, chunk == before.Chunk ? before.Index : 0, cursor.Index));
        _slices.Add(slice);
        return true;
    }

    /// <summary>Where the first message ends of which byte <paramref name="bytes"/> - 1 is a part, and how many end there.</summary>
    private long EndAt(long bytes, out long messages)
    {
        var end = 0L;
        messages = 0;
        foreach (var (chunk, index, endIndex) in _parts)
        {
            for (var i = index; i < endIndex && end < bytes; i++)
            {
                end = chunk.StartBytes + chunk.EndOf(i) - _start;
                messages++;
            }
        }

        return end;
    }
}
