using System.Buffers;

namespace Rx.Sockets.Tests.Support;

/// <summary>Memory that cannot be read any more once it has been disposed, like that of a pool.</summary>
internal sealed class DisposableMemory : MemoryManager<byte>
{
    private byte[]? _bytes = new byte[1000];

    public override Memory<byte> Memory => CreateMemory(1000);

    public override Span<byte> GetSpan() => _bytes ?? throw new ObjectDisposedException(nameof(DisposableMemory));

    public override MemoryHandle Pin(int elementIndex = 0) => GetSpan().IsEmpty ? default : _bytes.AsMemory(elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => _bytes = null;
}
