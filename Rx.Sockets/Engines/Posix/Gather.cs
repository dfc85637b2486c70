using System.Buffers;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Posix;

/// <summary>The slices of one sendmsg(2): small ones copied side by side, larger ones pinned for the call. One thread at a time,
/// one kept per thread.</summary>
internal sealed class Gather
{
    /// <summary>IOV_MAX of Linux (uio.h): more slices go with the next call.</summary>
    public const int MaxSlices = 1024;

    // Below this a copy costs less than pinning the slice and one more vector for the kernel to walk.
    private const int SmallSlice = 256;
    private const int SlabSize = 64 * 1024;

    [ThreadStatic]
    private static Gather? _kept;

    private readonly byte[] _slab = GC.AllocateUninitializedArray<byte>(SlabSize, pinned: true);
    private readonly IoVec[] _vectors = GC.AllocateArray<IoVec>(MaxSlices, pinned: true);
    private readonly MemoryHandle[] _pins = new MemoryHandle[MaxSlices];
    private int _vectorCount;
    private int _pinCount;
    private int _slabUsed;
    private bool _endsInSlab;
    private long _offered;

    /// <summary>Taken out while in use: pinning runs the caller's code, which may send on its own.</summary>
    public static Gather Rent()
    {
        var gather = _kept ?? new Gather();
        _kept = null;
        return gather;
    }

    public void Load(in Unsent data)
    {
        var count = Math.Min(data.Count, MaxSlices);
        for (var i = 0; i < count && _offered < PosixSend.MaxBytes; i++)
        {
            var slice = data[i];
            if (slice.Length <= SmallSlice && _slabUsed + slice.Length <= SlabSize) Copy(slice.Span);
            else Pin(slice);
            _offered += slice.Length;
        }

        _offered = Math.Min(_offered, PosixSend.MaxBytes);
    }

    public unsafe SendAttempt Send(int fd, int flags)
    {
        // SAFETY: vectors and slab are allocated pinned, the larger slices are pinned until Return; the header lives on this stack.
        var header = new MsgHdr
        {
            Vectors = Marshal.UnsafeAddrOfPinnedArrayElement(_vectors, 0),
            VectorCount = (nuint)_vectorCount,
        };
        nint sent;
        int errno;
        do
        {
            sent = SocketCalls.SendMessage(fd, &header, flags);
            errno = sent < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (errno == Errno.Interrupted);
        return new SendAttempt(Math.Max(0, sent), _offered, errno);
    }

    /// <summary>Lets go of the slices. Never throws: what the kernel took has been counted and must not be lost.</summary>
    public void Return()
    {
        while (_pinCount > 0)
            Unpin(ref _pins[--_pinCount]);
        (_vectorCount, _slabUsed, _offered, _endsInSlab) = (0, 0, 0, false);
        _kept = this;
    }

    private static void Unpin(ref MemoryHandle pin)
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

    private void Copy(ReadOnlySpan<byte> slice)
    {
        slice.CopyTo(_slab.AsSpan(_slabUsed));
        if (_endsInSlab) _vectors[_vectorCount - 1].Length += (nuint)slice.Length;
        else Add(Marshal.UnsafeAddrOfPinnedArrayElement(_slab, _slabUsed), slice.Length);
        _slabUsed += slice.Length;
        _endsInSlab = true;
    }

    private unsafe void Pin(ReadOnlyMemory<byte> slice)
    {
        var pin = slice.Pin();
        _pins[_pinCount++] = pin;

        // SAFETY: the address stays valid until Return disposes the pin.
        Add((nint)pin.Pointer, slice.Length);
        _endsInSlab = false;
    }

    private void Add(nint start, int length) => _vectors[_vectorCount++] = new IoVec { Base = start, Length = (nuint)length };
}
