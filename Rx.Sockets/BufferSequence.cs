using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Rx.Sockets.Buffers;

namespace Rx.Sockets;

/// <summary>The bytes of one send: one slice of memory or several, in order; Asio's <c>ConstBufferSequence</c>.</summary>
/// <remarks>
/// <para><b>Memory.</b> A sequence refers to memory, it does not copy it. The memory stays the caller's, is read when the kernel
/// takes it and must not change until the send has settled (its <c>settled</c> callback, or its notification). Memory that does
/// change gives undefined bytes, never a crash or a wrong count.</para>
/// <para><b>The list.</b> A list given to <see cref="Of(IReadOnlyList{ReadOnlyMemory{byte}})"/> is copied at each
/// <c>Subscribe</c>; changing the list later does not touch a send that is under way. Empty slices are skipped.</para>
/// <para>Made from <c>byte[]</c>, <see cref="ArraySegment{T}"/>, <see cref="Memory{T}"/>, <see cref="ReadOnlyMemory{T}"/> and
/// <see cref="ReadOnlySequence{T}"/> by implicit conversion, from a collection expression (<c>[header, body]</c>), or by
/// <c>Of</c>. What is no memory that can be kept, is copied at once: values, strings, lists of bytes, spans and so UTF-8 literals
/// (<c>socket.AsyncWrite("ping"u8)</c>).</para>
/// </remarks>
[CollectionBuilder(typeof(BufferSequence), nameof(Create))]
public readonly struct BufferSequence
{
    private readonly ReadOnlyMemory<byte> _single;

    // null: one slice, _single. SliceList: ours, immutable. Anything else: the caller's list, copied at Subscribe.
    private readonly IReadOnlyList<ReadOnlyMemory<byte>>? _slices;

    private BufferSequence(ReadOnlyMemory<byte> single) => _single = single;

    private BufferSequence(IReadOnlyList<ReadOnlyMemory<byte>> slices) => _slices = slices;

    /// <summary>All bytes of all slices. May exceed 2 GiB.</summary>
    public long Length => _slices switch
    {
        null => _single.Length,
        SliceList ours => ours.Length,
        var theirs => SliceList.LengthOf(theirs),
    };

    internal ReadOnlyMemory<byte> Single => _single;

    internal bool IsSingle => _slices is null;

    /// <summary>The slices of <paramref name="slices"/>, which is copied at each <c>Subscribe</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="slices"/> is null.</exception>
    public static BufferSequence Of(IReadOnlyList<ReadOnlyMemory<byte>> slices)
    {
        ArgumentNullException.ThrowIfNull(slices);
        return new BufferSequence(slices);
    }

    /// <summary>The slices of <paramref name="segments"/>, copied now; the form that <c>Socket.Send</c> takes.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="segments"/> is null.</exception>
    public static BufferSequence Of(IList<ArraySegment<byte>> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return new BufferSequence(SliceList.Of(segments));
    }

    /// <summary>A part of <paramref name="array"/>; Asio's <c>buffer(array, size)</c> with an offset.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not within the array. Where clamping is wanted: <see cref="From"/> and
    /// <see cref="First"/>.</exception>
    public static BufferSequence Of(byte[] array, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new BufferSequence(new ReadOnlyMemory<byte>(array, offset, count));
    }

    /// <summary>The memory of <paramref name="owner"/>, a pool's or any <see cref="MemoryManager{T}"/>; all of it, which may be more than
    /// was rented: see <see cref="First"/>. Stays the caller's to dispose, when the send has settled.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="owner"/> is null.</exception>
    public static BufferSequence Of(IMemoryOwner<byte> owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new BufferSequence((ReadOnlyMemory<byte>)owner.Memory);
    }

    /// <summary>The bytes of <paramref name="list"/>, copied now: a list gives no memory that could be kept.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
    public static BufferSequence Of(List<byte> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new BufferSequence(list.ToArray());
    }

    /// <summary>The bytes of <paramref name="values"/> as they lie in memory (native endianness), copied now.</summary>
    public static BufferSequence Of<T>(ReadOnlySpan<T> values) where T : unmanaged => new(MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Native memory; Asio's <c>buffer(pointer, size)</c>.</summary>
    /// <param name="address">Where it begins. Whoever passes it keeps the memory valid until the send has settled: a wrong address ends
    /// the process, or fails the send with Fault.</param>
    /// <param name="length">So many bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative length.</exception>
    /// <exception cref="ArgumentNullException">Zero, with a length.</exception>
    public static BufferSequence FromPointer(nint address, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (address == 0 && length > 0) throw new ArgumentNullException(nameof(address));
        return new BufferSequence(SliceList.Of(PointerMemory.Slices(address, length)));
    }

    /// <summary>Bytes in hexadecimal digits: <c>FromHex("0xdead'beef")</c>; prefix and separators (<c>'</c>, <c>_</c>) may be left out.</summary>
    /// <exception cref="FormatException">Another character, or an odd number of digits.</exception>
    public static BufferSequence FromHex(ReadOnlySpan<char> digits) => new(DigitLiteral.Parse(digits, "0x", bitsEach: 4));

    /// <summary>Bytes in binary digits: <c>FromBinary("0b0110'1001")</c>; prefix and separators (<c>'</c>, <c>_</c>) may be left out.</summary>
    /// <exception cref="FormatException">Another character, or digits that are no multiple of eight.</exception>
    public static BufferSequence FromBinary(ReadOnlySpan<char> digits) => new(DigitLiteral.Parse(digits, "0b", bitsEach: 1));

    /// <summary>The bytes of <paramref name="text"/> in <paramref name="encoding"/>, encoded now; null means UTF-8.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static BufferSequence Of(string text, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new BufferSequence((encoding ?? Encoding.UTF8).GetBytes(text));
    }

    /// <summary>The bytes of <paramref name="value"/> as they lie in memory (native endianness), copied now.</summary>
    public static BufferSequence Of<T>(in T value) where T : unmanaged =>
        new(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray());

    /// <summary>The slices of a collection expression: <c>BufferSequence frame = [header, body];</c></summary>
    public static BufferSequence Create(ReadOnlySpan<ReadOnlyMemory<byte>> slices) => new(SliceList.Of(slices));

    /// <summary>One slice.</summary>
    public static implicit operator BufferSequence(byte[]? array) => new(array.AsMemory());

    /// <summary>One slice.</summary>
    public static implicit operator BufferSequence(ArraySegment<byte> segment) => new((ReadOnlyMemory<byte>)segment);

    /// <summary>One slice.</summary>
    public static implicit operator BufferSequence(Memory<byte> memory) => new((ReadOnlyMemory<byte>)memory);

    /// <summary>One slice.</summary>
    public static implicit operator BufferSequence(ReadOnlyMemory<byte> memory) => new(memory);

    /// <summary>The bytes of <paramref name="span"/>, copied now; for UTF-8 literals and small things on the stack.</summary>
    public static implicit operator BufferSequence(ReadOnlySpan<byte> span) => new(span.ToArray());

    /// <summary>The segments of <paramref name="sequence"/>; their list is copied now, their memory is not.</summary>
    public static implicit operator BufferSequence(ReadOnlySequence<byte> sequence) =>
        sequence.IsSingleSegment ? new(sequence.First) : new(SliceList.Of(sequence));

    /// <summary>What is left behind the first <paramref name="count"/> bytes; <see cref="From"/> as Asio writes it.</summary>
    public static BufferSequence operator +(BufferSequence buffers, long count) => buffers.From(count);

    /// <inheritdoc cref="op_Addition(BufferSequence, long)"/>
    public static BufferSequence operator +(long count, BufferSequence buffers) => buffers.From(count);

    /// <summary>What is left from byte <paramref name="start"/> on: the rest after a short or cancelled send.</summary>
    /// <remarks>Clamps like Asio's <c>buffer + n</c>: a start past the end gives an empty sequence, a negative one all of it.</remarks>
    public BufferSequence From(long start)
    {
        start = Math.Clamp(start, 0, Length);
        return Snapshot() is { } slices ? new(slices.From(start)) : new(_single[(int)start..]);
    }

    /// <summary>The first <paramref name="length"/> bytes; clamps like Asio's <c>buffer(b, max)</c>.</summary>
    public BufferSequence First(long length)
    {
        length = Math.Clamp(length, 0, Length);
        return Snapshot() is { } slices ? new(slices.First(length)) : new(_single[..(int)length]);
    }

    /// <summary>Copies as many bytes as fit; Asio's <c>buffer_copy</c>. For fewer: <see cref="First"/>.</summary>
    /// <returns>How many.</returns>
    public int CopyTo(Span<byte> target)
    {
        if (IsSingle)
        {
            var length = Math.Min(_single.Length, target.Length);
            _single.Span[..length].CopyTo(target);
            return length;
        }

        var copied = 0;
        foreach (var slice in this)
        {
            if (copied == target.Length) break;
            var part = slice.Span[..Math.Min(slice.Length, target.Length - copied)];
            part.CopyTo(target[copied..]);
            copied += part.Length;
        }

        return copied;
    }

    /// <summary>Copies as many bytes as both have, into slices that may be cut differently. The two must not overlap.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is null.</exception>
    public long CopyTo(IReadOnlyList<Memory<byte>> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return SliceCopy.Copy(GetEnumerator(), target);
    }

    /// <summary>The bytes in one array.</summary>
    /// <exception cref="OutOfMemoryException">More than an array can hold.</exception>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes.AsSpan());
        return bytes;
    }

    /// <summary>The slices in order, empty ones left out.</summary>
    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => (Snapshot() ?? SliceList.Of([_single])).GetEnumerator();

    /// <summary>The slices as they are now; null for a single slice.</summary>
    internal SliceList? Snapshot() => _slices switch
    {
        null => null,
        SliceList ours => ours,
        var theirs => SliceList.Of(theirs),
    };
}
