using System.Buffers;
using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>How messages are told apart on a stream of bytes: what goes out before and after each of them.</summary>
/// <remarks>
/// <para><b>Immutable</b>, without state from one message to the next: one instance serves any number of streams, on any thread.</para>
/// <para><b>Limits</b> are kept before the first byte of a frame: a message over <see cref="Maximum"/>, or one that the other side
/// could not tell from its neighbours, is refused whole with a <see cref="FrameException"/>. Lengths count the bytes of the message,
/// never those of the frame round it.</para>
/// <para><b>Empty messages</b> are messages: a prefix of zero, or a delimiter alone. <see cref="None"/> makes nothing of them, and
/// <see cref="Fixed"/> refuses them.</para>
/// <para>Not for inheritance outside: other protocols implement <see cref="IFrameWriter"/>.</para>
/// </remarks>
public abstract class Framing : IFrameWriter
{
    private readonly long _shortest;
    private readonly long _longest;
    private readonly Delimiter? _delimiter;

    /// <param name="shortest">The bytes that a message has at least; more than 0 only if all messages are of one length.</param>
    /// <param name="longest">The bytes that a message has at most, whatever maximum is asked for.</param>
    /// <param name="delimiter">What follows each message, and is not in it.</param>
    private protected Framing(long shortest, long longest, Delimiter? delimiter = null) =>
        (_shortest, _longest, _delimiter, Maximum, Trailer) = (shortest, longest, delimiter, longest, delimiter?.Bytes ?? default);

    /// <summary>The bytes as they are: the other side sees one stream, and where a message ends is its business.</summary>
    public static Framing None { get; } = new BareFraming(0, long.MaxValue);

    /// <summary>The bytes of the longest message that is not refused. See <see cref="WithMaximum"/>.</summary>
    public long Maximum { get; private set; }

    /// <summary>The bytes after each message.</summary>
    internal ReadOnlyMemory<byte> Trailer { get; }

    /// <summary>Each message after its length, an unsigned number of a fixed width that does not count itself.</summary>
    /// <param name="bytes">The width of the number: 1, 2, 4 or 8.</param>
    /// <param name="order">Which of its bytes goes first; without it network byte order.</param>
    /// <remarks><see cref="Maximum"/> is what the number can hold: 255, 65,535, 4,294,967,295, or all that can be sent.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Another width, or no byte order.</exception>
    public static Framing LengthPrefixed(int bytes, ByteOrder order = ByteOrder.BigEndian)
    {
        if (bytes is not (1 or 2 or 4 or 8))
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A length has 1, 2, 4 or 8 bytes; for a variable width: VarintPrefixed.");
        if (!Enum.IsDefined(order)) throw new ArgumentOutOfRangeException(nameof(order), order, "Neither of the two orders.");
        return new PrefixedFraming(bytes, order);
    }

    /// <summary>Each message after its length in LEB128, seven bits a byte, the lowest first: <c>writeDelimitedTo</c> of Protocol
    /// Buffers.</summary>
    /// <remarks><see cref="Maximum"/> is 2,147,483,647 unless <see cref="WithMaximum"/> says otherwise: readers in use take no more.</remarks>
    public static Framing VarintPrefixed() => new VarintFraming { Maximum = int.MaxValue };

    /// <summary>Each message before a delimiter, such as <c>"\r\n"u8</c>. Messages are not escaped.</summary>
    /// <param name="delimiter">One byte or more; copied.</param>
    /// <remarks>
    /// <para>Every message is searched. Refused is one in which a reader would find the delimiter before the end: because it contains it,
    /// or because its last bytes and the first of the delimiter make one (<c>a;</c> before <c>;;</c>).</para>
    /// <para><see cref="Maximum"/> is 2,147,483,647 unless <see cref="WithMaximum"/> says otherwise.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The delimiter is empty.</exception>
    public static Framing Delimited(ReadOnlySpan<byte> delimiter)
    {
        if (delimiter.IsEmpty) throw new ArgumentException("Nothing does not tell messages apart; for that: Framing.None.", nameof(delimiter));
        return new BareFraming(0, long.MaxValue, new Delimiter(delimiter)) { Maximum = int.MaxValue };
    }

    /// <summary>Messages that all have the same length; nothing goes out but them.</summary>
    /// <param name="length">Their bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one: frames of nothing could not be counted.</exception>
    public static Framing Fixed(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new BareFraming(length, length);
    }

    /// <summary>The same, refusing what is longer. Of several the last counts.</summary>
    /// <param name="bytes">The bytes of the longest message, without its frame.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative, more than the framing can hold, or another length than that of
    /// <see cref="Fixed"/>.</exception>
    public Framing WithMaximum(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, _shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _longest);
        var other = (Framing)MemberwiseClone();
        other.Maximum = bytes;
        return other;
    }

    /// <summary>One frame, for <see cref="RxSocket.AsyncWrite(BufferSequence, System.Net.Sockets.SocketFlags)"/>: what goes before the
    /// message, its slices, and what goes after it. Of the message only the list of slices is copied; its memory stays the caller's until
    /// the write has settled.</summary>
    /// <exception cref="FrameException">The message is refused.</exception>
    public BufferSequence Frame(in BufferSequence message)
    {
        var content = Accepted(message);
        var header = new byte[HeaderLength(content.Length)];
        WriteHeader(content.Length, header);
        return [header, .. content, Trailer];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    /// <exception cref="FrameException">The message is refused; nothing was written.</exception>
    public void Write(in BufferSequence message, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = Accepted(message);
        var header = HeaderLength(content.Length);
        if (header > 0)
        {
            WriteHeader(content.Length, output.GetSpan(header));
            output.Advance(header);
        }

        foreach (var slice in content)
            output.Write(slice.Span);
        output.Write(Trailer.Span);
    }

    /// <summary>The bytes before a message of <paramref name="length"/> bytes.</summary>
    internal abstract int HeaderLength(long length);

    /// <summary>Writes them. The message has not been refused; <paramref name="header"/> has room for them, or more.</summary>
    internal abstract void WriteHeader(long length, Span<byte> header);

    /// <summary>Why the message is not framed; null: it is.</summary>
    internal FrameException? Refuses(in BufferSequence message)
    {
        if (message.IsSingle) return Refuses(message.Single.Span);
        var length = message.Length;
        if (RefusesLength(length) is { } refused) return refused;
        return _delimiter is not null && _delimiter.EndsEarlyIn(message) ? new FrameException(FrameError.ContainsDelimiter, length) : null;
    }

    /// <summary>The same of a message of one slice. Costs two comparisons if there is no delimiter to search for.</summary>
    internal FrameException? Refuses(ReadOnlySpan<byte> message)
    {
        if (RefusesLength(message.Length) is { } refused) return refused;
        return _delimiter is not null && _delimiter.EndsEarlyIn(message) ? new FrameException(FrameError.ContainsDelimiter, message.Length) : null;
    }

    private FrameException? RefusesLength(long length)
    {
        if (length >= _shortest && length <= Maximum) return null;
        return new FrameException(_shortest > 0 ? FrameError.WrongLength : FrameError.TooLong, length, Maximum);
    }

    /// <summary>The message with a list of slices that its caller cannot change any more, so that what is checked is what is framed.</summary>
    private BufferSequence Accepted(in BufferSequence message)
    {
        var content = message.Snapshot() is { } slices ? BufferSequence.Of(slices) : message;
        return Refuses(content) is { } refused ? throw refused : content;
    }
}
