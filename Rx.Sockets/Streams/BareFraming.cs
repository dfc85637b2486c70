namespace Rx.Sockets.Streams;

/// <summary>Nothing before a message: as it is, of a fixed length, or before a delimiter.</summary>
internal sealed class BareFraming(long shortest, long longest, Delimiter? delimiter = null) : Framing(shortest, longest, delimiter)
{
    internal override int HeaderLength(long length) => 0;

    internal override void WriteHeader(long length, Span<byte> header)
    {
    }
}
