using System.Buffers;

namespace Rx.Sockets.Buffers;

/// <summary>Memory outside the garbage collector's heap, as a pointer and a length. Whoever gave the pointer keeps it valid.</summary>
internal sealed unsafe class PointerMemory(nint address, int length) : MemoryManager<byte>
{
    /// <summary>As many slices as <see cref="Memory{T}"/> needs for that length.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Slices(nint address, long length)
    {
        // SAFETY: only arithmetic; no address is read here.
        var slices = new List<ReadOnlyMemory<byte>>();
        for (var at = 0L; at < length; at += Array.MaxLength)
            slices.Add(new PointerMemory((nint)(address + at), (int)Math.Min(length - at, Array.MaxLength)).Memory);
        return slices;
    }

    public override Span<byte> GetSpan()
    {
        // SAFETY: the caller of FromPointer promises so many readable bytes there until the send has settled.
        return new Span<byte>((void*)address, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        // SAFETY: native memory does not move; the index is that of a slice of this very memory.
        return new MemoryHandle((byte*)address + elementIndex);
    }

    public override void Unpin()
    {
        // SAFETY: nothing was pinned.
    }

    protected override void Dispose(bool disposing)
    {
        // SAFETY: the memory is not ours to free.
    }
}
