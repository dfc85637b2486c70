using System.Buffers;
using System.IO.Pipelines;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>A dynamic buffer with both of its ends.</summary>
/// <param name="again">Makes it a dynamic buffer, once more each time.</param>
/// <param name="writer">Where bytes are put in.</param>
/// <param name="left">What is in it.</param>
internal sealed class DynamicSource(Func<DynamicBuffer> again, IBufferWriter<byte> writer, Func<byte[]> left)
{
    public DynamicBuffer Buffer { get; } = again();

    public IBufferWriter<byte> Writer => writer;

    public DynamicBuffer Again() => again();

    public byte[] Left() => left();

    public void Flush()
    {
        if (writer is PipeWriter pipe) Assert.True(pipe.FlushAsync().AsTask().IsCompletedSuccessfully);
    }

    public DynamicSource With(byte[] content)
    {
        writer.Write(content);
        Flush();
        return this;
    }
}
