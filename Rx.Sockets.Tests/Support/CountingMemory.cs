using System.Buffers;
using System.Runtime.InteropServices;

namespace Rx.Sockets.Tests.Support;

/// <summary>Memory that counts its pins, or that cannot be read.</summary>
internal sealed class CountingMemory(int length, Exception? failure = null) : MemoryManager<byte>
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(length, pinned: true);

    public int Pins { get; private set; }

    public int Unpins { get; private set; }

    // The base class would read the span to learn the length.
    public override Memory<byte> Memory => CreateMemory(length);

    public override Span<byte> GetSpan() => failure is null ? _bytes : throw failure;

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        if (failure is not null) throw failure;
        Pins++;

        // SAFETY: the array is allocated pinned, and the handle keeps this object alive.
        return new MemoryHandle((void*)Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, elementIndex), pinnable: this);
    }

    public override void Unpin() => Unpins++;

    protected override void Dispose(bool disposing)
    {
    }
}
