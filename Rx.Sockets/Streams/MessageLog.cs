using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Rx.Sockets.Streams;

/// <summary>Makes frames of messages and appends them to a chain of chunks, once for all who send them. One thread at a time.</summary>
internal sealed class MessageLog
{
    // Round memory of the caller's: a header, a trailer, and a few messages that are copied.
    private const int SizeBetween = 128;

    private readonly Framing? _framing;
    private readonly IFrameWriter? _custom;
    private readonly ArrayBufferWriter<byte>? _scratch;
    private readonly Conflation? _conflation;
    private readonly Action<BufferSequence>? _released;
    private readonly int _copyUpTo;
    private Chunk _open;

    /// <param name="options">Framing, and what is copied. Messages with keys are: of a message that a newer one replaces, nothing is lent.</param>
    /// <param name="conflation">null: messages have no keys.</param>
    /// <param name="released">Told of each message that was not copied; null: nobody wants to know.</param>
    public MessageLog(SendToOptions options, Conflation? conflation, Action<BufferSequence>? released)
    {
        _framing = options.Framing == Framing.None ? null : options.Framing as Framing;
        _custom = _framing is null && options.Framing != Framing.None ? options.Framing : null;
        if (_custom is not null) _scratch = new ArrayBufferWriter<byte>();
        (_conflation, _released) = (conflation, released);
        _copyUpTo = conflation is null && _custom is null ? options.CopyUpTo : int.MaxValue;
        _open = ChunkPool.Rent(0, 0);
    }

    /// <summary>Where whoever begins now begins.</summary>
    public LogCursor Start => new(_open);

    /// <summary>All bytes so far.</summary>
    public long End => _open.EndBytes;

    /// <summary>All bytes and messages so far.</summary>
    public LogPlace Place
    {
        get
        {
            var open = _open;
            return new LogPlace(open.EndBytes, open.EndMessages);
        }
    }

    /// <summary>Nothing is to be done but to copy: see <see cref="TryAppendBare"/>.</summary>
    public bool IsBare => _framing is null && _custom is null && _conflation is null && _copyUpTo == int.MaxValue;

    /// <summary>The length of a message's frame. What it throws refuses the message, of which nothing is kept.</summary>
    /// <param name="message">Its list of slices does not change any more.</param>
    public long Measure(in BufferSequence message)
    {
        _conflation?.Read(message);
        if (_custom is not null)
        {
            _scratch!.ResetWrittenCount();
            _custom.Write(message, _scratch);
            return _scratch.WrittenCount;
        }

        var length = message.Length;
        if (_framing is null) return length;
        if (_framing.Refuses(message) is { } refused) throw refused;
        return _framing.HeaderLength(length) + length + _framing.Trailer.Length;
    }

    /// <summary>Appends a message whose frame was measured last.</summary>
    /// <returns>Whether a chunk was filled.</returns>
    public bool Append(in BufferSequence message, long frameLength)
    {
        if (_custom is not null)
        {
            var filled = Reserve((int)frameLength, out var frame);
            _scratch!.WrittenSpan.CopyTo(frame);
            Commit((int)frameLength);
            return filled;
        }

        var length = message.Length;
        if (length > _copyUpTo) return AppendBorrowed(message, length);
        var full = Reserve((int)frameLength, out var target);
        var header = WriteHeader(length, target);
        message.CopyTo(target[header..]);
        if (_framing is not null) _framing.Trailer.Span.CopyTo(target[(header + (int)length)..]);
        Commit((int)frameLength);
        return full;
    }

    /// <summary>Appends a message as it is, if this chunk has room for it.</summary>
    public bool TryAppendBare(ReadOnlySpan<byte> message)
    {
        var open = _open;
        if (!open.TryReserve(message.Length, out var target)) return false;
        message.CopyTo(target);
        open.Commit(message.Length);
        return true;
    }

    private int WriteHeader(long length, Span<byte> target)
    {
        if (_framing is null) return 0;
        var header = _framing.HeaderLength(length);
        if (header > 0) _framing.WriteHeader(length, target[..header]);
        return header;
    }

    private void Commit(int length)
    {
        _conflation?.NoteIn(_open);
        _open.Commit(length);
    }

    private bool Reserve(int length, out Span<byte> target)
    {
        if (_open.TryReserve(length, out target)) return false;
        Open(ChunkPool.Rent(_open.Size, length));
        _open.TryReserve(length, out target);
        return true;
    }

    private bool AppendBorrowed(in BufferSequence message, long length)
    {
        var trailer = _framing?.Trailer ?? default;
        var header = _framing?.HeaderLength(length) ?? 0;
        if (header > 0)
        {
            Reserve(header, out var target);
            WriteHeader(length, target);
            _open.CommitPart(header);
        }

        Chunk? first = null;
        var (last, left) = (_open, length);
        foreach (var slice in message)
        {
            left -= slice.Length;
            var chunk = new Chunk(slice, endsMessage: left == 0 && trailer.IsEmpty, left == 0 ? Returned(message) : null);
            Link(ref first, ref last, chunk);
        }

        // The last chunk is one of our own, always: a stream keeps its last one, and the caller wants the memory back.
        Link(ref first, ref last, new Chunk(Math.Max(SizeBetween, trailer.Length), SizeBetween / 16));
        if (!trailer.IsEmpty) Append(last, trailer.Span);
        Open(first!, last);
        return true;
    }

    private static void Append(Chunk chunk, ReadOnlySpan<byte> end)
    {
        chunk.TryReserve(end.Length, out var target);
        end.CopyTo(target);
        chunk.Commit(end.Length);
    }

    private static void Link(ref Chunk? first, ref Chunk last, Chunk chunk)
    {
        chunk.Follow(last);
        if (first is null) first = chunk;
        else last.Continue(chunk);
        last = chunk;
    }

    [return: NotNullIfNotNull(nameof(_released))]
    private Action? Returned(BufferSequence message)
    {
        if (_released is null) return null;
        return () => _released(message);
    }

    private void Open(Chunk next)
    {
        next.Follow(_open);
        Open(next, next);
    }

    /// <summary>Goes on in a chain of chunks. Its first link is made last, so that who reads at the same time sees messages whole.</summary>
    private void Open(Chunk first, Chunk last)
    {
        var filled = _open;
        filled.Continue(first);
        _open = last;

        // Our hold goes over to the last one. That is never let go, so that a late message finds it untouched.
        filled.Release();
        for (var chunk = first; chunk != last;)
        {
            var next = chunk.Next!;
            chunk.Release();
            chunk = next;
        }
    }
}
