using System.Buffers;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>Memory that notices when it is looked at or pinned. Looking at it also runs the user's code.</summary>
public sealed class SpyMemory(byte[] bytes, Action? onUse = null) : MemoryManager<byte>
{
    private int _uses;

    public int Uses => Volatile.Read(ref _uses);

    public override Memory<byte> Memory => CreateMemory(bytes.Length);

    public override Span<byte> GetSpan()
    {
        Used();
        return bytes;
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        Used();
        return bytes.AsMemory(elementIndex).Pin();
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private void Used()
    {
        Interlocked.Increment(ref _uses);
        onUse?.Invoke();
    }
}
