namespace Rx.Sockets.Streams;

/// <summary>Whole messages that go out with one write. Uses the chunks in which they lie.</summary>
internal sealed class Batch
{
    // A batch lies in one chunk, as a rule, and there may be thousands of them: only the others keep lists.
    private BatchPart _first;
    private List<BatchPart>? _more;
    private long _start;

    /// <summary>What is to be sent; nothing while nothing is under way.</summary>
    public BufferSequence Buffers { get; private set; }

    public long Bytes { get; private set; }

    public long Messages { get; private set; }

    /// <summary>Takes what is published from <paramref name="cursor"/> on, and moves it.</summary>
    public bool TryTake(ref LogCursor cursor)
    {
        var start = cursor;
        if (!BatchPart.TryTake(ref cursor, out _first, out var whole)) return false;
        while (!whole && BatchPart.TryTake(ref cursor, out var part, out whole)) // one slice if it can be: several are a list to be made
            (_more ??= []).Add(part);
        _start = start.Bytes;
        Bytes = cursor.Bytes - start.Bytes;
        Messages = cursor.Messages - start.Messages;
        if (_more is null or []) Buffers = _first.Slice;
        else Buffers = [_first.Slice, .. _more.Select(static part => part.Slice)];
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
        _first.Chunk?.EndUse();
        _first = default;
        if (_more is null or []) return;
        foreach (var part in _more)
            part.Chunk?.EndUse();
        _more.Clear();
    }

    /// <summary>Where the first message ends of which byte <paramref name="bytes"/> - 1 is a part, and how many end there.</summary>
    private long EndAt(long bytes, out long messages)
    {
        var end = 0L;
        messages = 0;
        Walk(_first, bytes, ref end, ref messages);
        foreach (var part in _more ?? [])
            Walk(part, bytes, ref end, ref messages);
        return end;
    }

    private void Walk(in BatchPart part, long bytes, ref long end, ref long messages)
    {
        for (var i = part.Index; i < part.EndIndex && end < bytes; i++)
        {
            end = part.Chunk!.StartBytes + part.Chunk.EndOf(i) - _start;
            messages++;
        }
    }
}
