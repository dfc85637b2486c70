using System.Buffers;

namespace Rx.Sockets;

/// <summary>Makes a frame of a message: what is written on the wire so that the peer can tell where it ends. Those that are needed most
/// are made by <see cref="Framing"/>.</summary>
public interface IFrameWriter
{
    /// <summary>Writes one whole frame: everything before, of and after the message.</summary>
    /// <param name="message">The message; not to be kept.</param>
    /// <param name="output">Where the frame goes; not to be kept.</param>
    /// <remarks>On the thread that hands the message over, one at a time for each stream; streams that share a writer may call it at the
    /// same time. What it throws ends the stream with that error, after what was handed over before; of the frame no byte goes out.</remarks>
    void Write(in BufferSequence message, IBufferWriter<byte> output);
}
