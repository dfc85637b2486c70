using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Posix;

/// <summary>The slices of one sendmsg(2): small ones copied side by side, larger ones pinned for the call. One thread at a time,
/// one kept per thread.</summary>
internal sealed class Gather
{
    // Below this a copy costs less than pinning the slice and one more vector for the kernel to walk.
    private const int SmallSlice = 256;
    private const int SlabSize = 64 * 1024;

    [ThreadStatic]
    private static Gather? _kept;

    private readonly byte[] _slab = GC.AllocateUninitializedArray<byte>(SlabSize, pinned: true);
    private readonly PinnedSlices _slices = new();
    private int _slabUsed;
    private bool _endsInSlab;
    private long _offered;

    public Gather() => _slices.Expect(PinnedSlices.MaxSlices);

    /// <summary>Taken out while in use: pinning runs the caller's code, which may send on its own.</summary>
    public static Gather Rent()
    {
        var gather = _kept ?? new Gather();
        _kept = null;
        return gather;
    }

    public void Load(in Unsent data)
    {
        var count = Math.Min(data.Count, PinnedSlices.MaxSlices);
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
        nint sent;
        int errno;
        do
        {
            // SAFETY: header, vectors and slab are allocated pinned, the larger slices are pinned until Return.
            sent = SocketCalls.SendMessage(fd, (MsgHdr*)_slices.Header, flags);
            errno = sent < 0 ? Marshal.GetLastSystemError() : 0;
        }
        while (errno == Errno.Interrupted);
        return new SendAttempt(Math.Max(0, sent), _offered, errno);
    }

    /// <summary>Lets go of the slices. Never throws: what the kernel took has been counted and must not be lost.</summary>
    public void Return()
    {
        _slices.Release();
        (_slabUsed, _offered, _endsInSlab) = (0, 0, false);
        _kept = this;
    }

    private void Copy(ReadOnlySpan<byte> slice)
    {
        slice.CopyTo(_slab.AsSpan(_slabUsed));
        if (_endsInSlab) _slices.Extend(slice.Length);
        else _slices.Add(Marshal.UnsafeAddrOfPinnedArrayElement(_slab, _slabUsed), slice.Length);
        _slabUsed += slice.Length;
        _endsInSlab = true;
    }

    private void Pin(ReadOnlyMemory<byte> slice)
    {
        _slices.Pin(slice);
        _endsInSlab = false;
    }
}
