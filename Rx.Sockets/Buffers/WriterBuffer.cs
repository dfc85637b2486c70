using System.Buffers;

namespace Rx.Sockets.Buffers;

/// <summary>What has been written to an array.</summary>
internal sealed class WriterBuffer(ArrayBufferWriter<byte> writer) : DynamicBuffer
{
    protected override BufferSequence Lend() => writer.WrittenMemory;

    protected override void Consume(long count)
    {
        var rest = writer.WrittenSpan[(int)count..];
        writer.ResetWrittenCount();
        if (rest.IsEmpty) return;
        rest.CopyTo(writer.GetSpan(rest.Length)); // the same array, and a copy within it may overlap
        writer.Advance(rest.Length);
    }
}
