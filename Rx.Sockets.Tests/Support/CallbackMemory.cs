using System.Buffers;

namespace Rx.Sockets.Tests.Support;

/// <summary>Memory that calls back whenever it is read; the callback may throw.</summary>
internal sealed class CallbackMemory(byte[] bytes, Action read) : MemoryManager<byte>
{
    public override Memory<byte> Memory => CreateMemory(bytes.Length);

    public override Span<byte> GetSpan()
    {
        read();
        return bytes;
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        read();
        return bytes.AsMemory(elementIndex).Pin();
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
