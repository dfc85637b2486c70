using System.Buffers;
using System.Collections;

namespace Rx.Sockets.Buffers;

/// <summary>An immutable list of non-empty slices and their total length. Any thread.</summary>
internal sealed class SliceList : IReadOnlyList<ReadOnlyMemory<byte>>
{
    private readonly ReadOnlyMemory<byte>[] _slices;

    private SliceList(ReadOnlyMemory<byte>[] slices)
    {
        _slices = slices;
        Length = LengthOf(slices);
    }

    public long Length { get; }

    public int Count => _slices.Length;

    public ReadOnlyMemory<byte> this[int index] => _slices[index];

    public static SliceList Of(ReadOnlySpan<ReadOnlyMemory<byte>> slices)
    {
        var kept = new List<ReadOnlyMemory<byte>>(slices.Length);
        foreach (var slice in slices)
            Keep(kept, slice);
        return new SliceList([.. kept]);
    }

    public static SliceList Of(IReadOnlyList<ReadOnlyMemory<byte>> slices)
    {
        var kept = new List<ReadOnlyMemory<byte>>(slices.Count);
        foreach (var slice in slices)
            Keep(kept, slice);
        return new SliceList([.. kept]);
    }

    public static SliceList Of(IList<ArraySegment<byte>> segments)
    {
        var kept = new List<ReadOnlyMemory<byte>>(segments.Count);
        foreach (var segment in segments)
            Keep(kept, segment);
        return new SliceList([.. kept]);
    }

    public static SliceList Of(ReadOnlySequence<byte> sequence)
    {
        var kept = new List<ReadOnlyMemory<byte>>();
        foreach (var segment in sequence)
            Keep(kept, segment);
        return new SliceList([.. kept]);
    }

    public static long LengthOf(IReadOnlyList<ReadOnlyMemory<byte>> slices)
    {
        var length = 0L;
        for (var i = 0; i < slices.Count; i++)
            length += slices[i].Length;
        return length;
    }

    /// <summary>The slices from byte <paramref name="start"/> on; 0 ≤ start ≤ Length.</summary>
    public SliceList From(long start)
    {
        var cursor = new SliceCursor(this);
        cursor.Advance(start);
        return cursor.Rest;
    }

    /// <summary>The first <paramref name="length"/> bytes; 0 ≤ length ≤ Length.</summary>
    public SliceList First(long length)
    {
        var kept = new List<ReadOnlyMemory<byte>>();
        foreach (var slice in _slices)
        {
            if (length == 0) break;
            var part = slice[..(int)Math.Min(length, slice.Length)];
            kept.Add(part);
            length -= part.Length;
        }

        return new SliceList([.. kept]);
    }

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => ((IEnumerable<ReadOnlyMemory<byte>>)_slices).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Keep(List<ReadOnlyMemory<byte>> kept, ReadOnlyMemory<byte> slice)
    {
        if (!slice.IsEmpty) kept.Add(slice);
    }
}
