using System.Buffers.Binary;

namespace Rx.Sockets.Streams;

/// <summary>The length of a message before it, in a number of fixed width.</summary>
internal sealed class PrefixedFraming(int width, ByteOrder order) : Framing(0, MostIn(width))
{
    private readonly int _unusedBits = 64 - (8 * width);

    internal override int HeaderLength(long length) => width;

    internal override void WriteHeader(long length, Span<byte> header)
    {
        // In the order in which they go out, the first one lowest.
        var bytes = order == ByteOrder.BigEndian ? BinaryPrimitives.ReverseEndianness((ulong)length) >> _unusedBits : (ulong)length;
        switch (width)
        {
            case 1:
                header[0] = (byte)bytes;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)bytes);
                break;
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)bytes);
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(header, bytes);
                break;
        }
    }

    private static long MostIn(int width) => width == 8 ? long.MaxValue : (1L << (8 * width)) - 1;
}
