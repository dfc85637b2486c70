using System.Buffers;

namespace Rx.Sockets.Tests.Streams;

/// <summary>The bytes as they are, by a writer that is not one of ours.</summary>
internal sealed class CountingFraming : IFrameWriter
{
    public int Frames { get; private set; }

    public void Write(in BufferSequence message, IBufferWriter<byte> output)
    {
        Frames++;
        output.Write(message.ToArray());
    }
}
