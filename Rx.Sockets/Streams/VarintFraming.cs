using System.Numerics;

namespace Rx.Sockets.Streams;

/// <summary>The length of a message before it, in LEB128.</summary>
internal sealed class VarintFraming() : Framing(0, long.MaxValue)
{
    private const int BitsEach = 7;
    private const byte More = 0x80;

    internal override int HeaderLength(long length) => (BitOperations.Log2((ulong)length) / BitsEach) + 1; // Log2(0) is 0

    internal override void WriteHeader(long length, Span<byte> header)
    {
        var rest = (ulong)length;
        var at = 0;
        for (; rest >= More; rest >>= BitsEach)
            header[at++] = (byte)(rest | More);
        header[at] = (byte)rest;
    }
}
