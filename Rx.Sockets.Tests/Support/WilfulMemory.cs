using System.Buffers;

namespace Rx.Sockets.Tests.Support;

/// <summary>Memory of the caller's whose owner misbehaves.</summary>
public sealed class WilfulMemory(int length) : MemoryManager<byte>
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>Runs when the bytes are looked at.</summary>
    public Action? OnGetSpan { get; set; }

    /// <summary>Runs when a pin is let go.</summary>
    public Action? OnUnpin { get; set; }

    public override Span<byte> GetSpan()
    {
        OnGetSpan?.Invoke();
        return _bytes;
    }

    // SAFETY: the array is allocated pinned, and the handle keeps this object alive.
    public override unsafe MemoryHandle Pin(int elementIndex = 0) =>
        new((byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, elementIndex), default, this);

    public override void Unpin() => OnUnpin?.Invoke();

    protected override void Dispose(bool disposing)
    {
    }
}
