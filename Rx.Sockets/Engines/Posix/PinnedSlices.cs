using System.Buffers;
using System.Runtime.InteropServices;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Posix;

/// <summary>The header and vectors of one sendmsg(2), in memory that does not move, and what keeps the slices in place. One thread at
/// a time.</summary>
internal sealed class PinnedSlices
{
    /// <summary>IOV_MAX of Linux (uio.h): more slices go with the next call.</summary>
    public const int MaxSlices = 1024;

    private readonly MsgHdr[] _header = GC.AllocateArray<MsgHdr>(1, pinned: true);
    private IoVec[] _vectors = [];
    private MemoryHandle[] _pins = [];
    private int _vectorCount;
    private int _pinCount;

    /// <summary>Where the header is; valid until the next change.</summary>
    public nint Header
    {
        get
        {
            // SAFETY: both arrays are allocated pinned and belong to this object.
            _header[0].Vectors = Marshal.UnsafeAddrOfPinnedArrayElement(_vectors, 0);
            _header[0].VectorCount = (nuint)_vectorCount;
            return Marshal.UnsafeAddrOfPinnedArrayElement(_header, 0);
        }
    }

    /// <summary>Room for so many slices.</summary>
    public void Expect(int count)
    {
        if (count <= _vectors.Length) return;
        var room = Math.Min(MaxSlices, Math.Max(16, 2 * count));
        _vectors = GC.AllocateArray<IoVec>(room, pinned: true);
        _pins = new MemoryHandle[room];
    }

    /// <summary>Adds a slice of the caller's, which stays in place until <see cref="Release"/>.</summary>
    public unsafe void Pin(ReadOnlyMemory<byte> slice)
    {
        var pin = slice.Pin();
        _pins[_pinCount++] = pin;

        // SAFETY: the address stays valid until Release disposes the pin.
        Add((nint)pin.Pointer, slice.Length);
    }

    /// <summary>Adds memory that does not move anyway.</summary>
    public void Add(nint start, int length) => _vectors[_vectorCount++] = new IoVec { Base = start, Length = (nuint)length };

    /// <summary>So many bytes more of what was added last.</summary>
    public void Extend(int length) => _vectors[_vectorCount - 1].Length += (nuint)length;

    /// <summary>Lets go of the slices. Never throws: what the kernel took has been counted and must not be lost.</summary>
    public void Release()
    {
        while (_pinCount > 0)
            Unpin(ref _pins[--_pinCount]);
        _vectorCount = 0;
    }

    /// <summary>Ends a pin of the caller's memory, whatever that says to it.</summary>
    public static void Unpin(ref MemoryHandle pin)
    {
        try
        {
            pin.Dispose();
        }
        catch (Exception)
        {
            // The caller's MemoryManager. The bytes have gone, which is what this send reports.
        }

        pin = default;
    }
}
