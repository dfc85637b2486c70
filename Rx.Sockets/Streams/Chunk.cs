using System.Runtime.InteropServices;

namespace Rx.Sockets.Streams;

/// <summary>A run of frames side by side, and where each message ends. One thread appends; others read what has been published, at the
/// same time.</summary>
/// <remarks>
/// <para>Chunks are chained. Whoever goes on from one holds it, and with it all that follow. Whoever only sends from one uses it: its bytes
/// stay, but those after it may go, so that a slow write does not keep what policies have dropped behind it.</para>
/// <para>A frame may begin in one chunk and end in another: a header that stands before memory of the caller's, say. Such a part has no end
/// in its chunk.</para>
/// </remarks>
internal sealed class Chunk
{
    private readonly int[] _ends;
    private readonly byte[] _bytes;
    private readonly ReadOnlyMemory<byte> _borrowed;
    private readonly Action? _returned;
    private readonly bool _isPinned;
    private int _length;
    private int _count;
    private int _holders = 1;
    private int _users = 1; // all holders together are one
    private Chunk? _next;

    /// <summary>Bytes of our own, to be appended to.</summary>
    /// <param name="size">How many.</param>
    /// <param name="messages">How many can end here.</param>
    /// <param name="isPinned">Whether the bytes never move: then an engine that pins what it sends needs no handle for each send. For
    /// chunks that are used again.</param>
    public Chunk(int size, int messages, bool isPinned = false)
    {
        (_bytes, _ends) = (GC.AllocateUninitializedArray<byte>(size, isPinned), new int[messages]);
        _isPinned = isPinned;
    }

    /// <summary>Memory of the caller's, that is sent from where it lies.</summary>
    /// <param name="borrowed">All of it is in the chunk.</param>
    /// <param name="endsMessage">Whether a message ends with it.</param>
    /// <param name="returned">Told when nobody reads it any more; null: nobody wants to know.</param>
    public Chunk(ReadOnlyMemory<byte> borrowed, bool endsMessage, Action? returned)
    {
        (_borrowed, _returned, _bytes) = (borrowed, returned, []);
        _length = borrowed.Length;
        _ends = endsMessage ? [_length] : [];
        _count = _ends.Length;
    }

    /// <summary>Bytes of the stream before this chunk.</summary>
    public long StartBytes { get; private set; }

    /// <summary>Messages of the stream that end before this chunk.</summary>
    public long StartMessages { get; private set; }

    /// <summary>How many bytes it can hold.</summary>
    public int Size => _bytes.Length;

    /// <summary>How many messages can end in it.</summary>
    public int Room => _ends.Length;

    /// <summary>For the thread that appends: the end of the stream.</summary>
    public long EndBytes => StartBytes + _length;

    /// <summary>For the thread that appends: the messages of the stream.</summary>
    public long EndMessages => StartMessages + _count;

    /// <summary>The keys of its messages; null: they have none.</summary>
    public KeyColumn? Keys { get; set; }

    /// <summary>Messages that have been published here.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Null: this is the last one. Once there is a next one, nothing is appended here.</summary>
    public Chunk? Next => Volatile.Read(ref _next);

    /// <summary>Where message <paramref name="index"/> ends.</summary>
    public int EndOf(int index) => _ends[index];

    /// <summary>Where message <paramref name="index"/> begins, if it begins in this chunk.</summary>
    public int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];

    /// <summary>How many bytes can be read, when <paramref name="count"/> messages can be.</summary>
    public int Readable(int count, bool isLast) => !isLast ? _length : count == 0 ? 0 : _ends[count - 1];

    public ReadOnlyMemory<byte> Slice(int start, int end) =>
        _isPinned ? MemoryMarshal.CreateFromPinnedArray(_bytes, start, end - start)
        : _bytes.Length > 0 ? new ReadOnlyMemory<byte>(_bytes, start, end - start) : _borrowed[start..end];

    /// <summary>Room for a frame, which is written into it and then published by <see cref="Commit"/>. False: there is none.</summary>
    public bool TryReserve(int length, out Span<byte> target)
    {
        var (bytes, start) = (_bytes, _length);
        if (length > bytes.Length - start || _count >= _ends.Length)
        {
            target = default;
            return false;
        }

        target = bytes.AsSpan(start, length);
        return true;
    }

    /// <summary>A message ends after so many more bytes.</summary>
    public void Commit(int length)
    {
        var count = _count;
        _ends[count] = _length += length;
        Volatile.Write(ref _count, count + 1);
    }

    /// <summary>So many more bytes, of a message that ends in another chunk.</summary>
    public void CommitPart(int length) => _length += length;

    /// <summary>It begins where another one ends, to which nothing is appended any more.</summary>
    public void Follow(Chunk previous) =>
        (StartBytes, StartMessages) = (previous.EndBytes, previous.StartMessages + previous._count);

    /// <summary>Publishes what follows: another chunk, which is held by this one from now on.</summary>
    public void Continue(Chunk next)
    {
        next.Hold();
        Volatile.Write(ref _next, next);
    }

    /// <summary>Somebody goes on from here.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>A holder less. What nobody holds lets go of what comes after it.</summary>
    public void Release()
    {
        for (var chunk = this; chunk is not null && Interlocked.Decrement(ref chunk._holders) == 0;)
        {
            var next = chunk._next;
            chunk._next = null; // nobody goes on from here, and those who use it keep nothing else alive
            chunk.EndUse();
            chunk = next;
        }
    }

    /// <summary>Somebody sends from it. Only while it is held.</summary>
    public void Use() => Interlocked.Increment(ref _users);

    /// <summary>A user less. What nobody uses or holds is used again.</summary>
    public void EndUse()
    {
        if (Interlocked.Decrement(ref _users) != 0) return;
        _returned?.Invoke();
        ChunkPool.Return(this);
    }

    /// <summary>As new, with one holder.</summary>
    public void Reset()
    {
        (_length, _count, _next, StartBytes, StartMessages, _users) = (0, 0, null, 0, 0, 1);
        Keys?.Clear();
        Volatile.Write(ref _holders, 1);
    }
}
