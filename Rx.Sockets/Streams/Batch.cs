using System.Runtime.InteropServices;

namespace Rx.Sockets.Streams;

/// <summary>Whole messages that go out with one write.</summary>
internal sealed class Batch
{
    private readonly List<ReadOnlyMemory<byte>> _slices = [];
    private LogCursor _start;

    /// <summary>What is to be sent; nothing while nothing is under way.</summary>
    public BufferSequence Buffers { get; private set; }

    public long Bytes { get; private set; }

    public long Messages { get; private set; }

    /// <summary>Takes what is published from <paramref name="cursor"/> on, and moves it.</summary>
    public bool TryTake(ref LogCursor cursor)
    {
        _slices.Clear();
        _start = cursor;
        if (!cursor.TryTake(out var slice, out var whole)) return false;
        var single = slice;
        while (!whole && cursor.TryTake(out slice, out whole)) // one slice if it can be: several are a list to be made
        {
            if (_slices.Count == 0) _slices.Add(single);
            _slices.Add(slice);
        }

        Bytes = cursor.Bytes - _start.Bytes;
        Messages = cursor.Messages - _start.Messages;
        Buffers = _slices.Count == 0 ? single : BufferSequence.Create(CollectionsMarshal.AsSpan(_slices));
        return true;
    }

    /// <summary>How many messages are whole in the first <paramref name="bytes"/>.</summary>
    public long WholeIn(long bytes) => bytes >= Bytes ? Messages : EndAt(bytes, out var message) <= bytes ? message : message - 1;

    /// <summary>What comes after the first <paramref name="bytes"/>, of the message that they end in; nothing if they end where a message
    /// does.</summary>
    public BufferSequence RestAfter(long bytes) =>
        bytes == 0 || bytes >= Bytes ? default : Buffers.From(bytes).First(EndAt(bytes, out _) - bytes);

    /// <summary>Nothing is under way.</summary>
    public void Clear()
    {
        (Buffers, Bytes, Messages, _start) = (default, 0, 0, default);
        _slices.Clear();
    }

    /// <summary>Where the first message ends of which byte <paramref name="bytes"/> - 1 is a part, and how many end there.</summary>
    private long EndAt(long bytes, out long messages)
    {
        var cursor = _start;
        while (cursor.Bytes - _start.Bytes < bytes && cursor.TrySkipMessage())
        {
            // On to the message that holds the byte.
        }

        messages = cursor.Messages - _start.Messages;
        return cursor.Bytes - _start.Bytes;
    }
}
