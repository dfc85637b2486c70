using System.Buffers;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>The memory of one send in the ring: in place from <see cref="TryPin"/> until <see cref="Unpin"/>, whatever becomes of the
/// subscription. One send at a time; kept by its port for the next one.</summary>
internal sealed class RingMemory
{
    private MemoryHandle _one;
    private PinnedSlices? _slices;
    private int _count;

    /// <summary>How many bytes the kernel is offered.</summary>
    public long Offered { get; private set; }

    /// <summary>Whether the kernel is to read it without a copy, and may do so for longer than until it has said what it took.</summary>
    public bool IsZeroCopy { get; private set; }

    /// <summary>Keeps the bytes in place. False: the caller's memory (a MemoryManager that was disposed, or that cannot be pinned) has thrown,
    /// and nothing is kept.</summary>
    public bool TryPin(in Unsent data, out NativeOutcome failure)
    {
        failure = default;
        _count = Math.Min(data.Count, PinnedSlices.MaxSlices);
        Offered = 0;
        try
        {
            if (_count == 1) PinOne(data.First);
            else PinAll(data);
            return true;
        }
        catch (Exception error)
        {
            Unpin();
            failure = new SendAttempt(0, 0, Errno.Fault, Cause: error).Outcome;
            return false;
        }
    }

    /// <summary>Keeps registered memory in place, to be sent without a copy.</summary>
    /// <returns>False: its registration has ended.</returns>
    public bool TryHold(ReadOnlyMemory<byte> memory)
    {
        if (!RegisteredMemory.TryHold(memory, out _one)) return false;
        (_count, Offered, IsZeroCopy) = (1, Math.Min(memory.Length, PosixSend.MaxBytes), true);
        return true;
    }

    /// <summary>Gives away what keeps memory that is sent without a copy in place.</summary>
    public MemoryHandle HandOver()
    {
        var hold = _one;
        _one = default;
        return hold;
    }

    /// <summary>Writes what is to be sent into an entry of the submission ring.</summary>
    public unsafe void Fill(ref IoUringEntry entry)
    {
        // SAFETY: pinned memory, or a header that belongs to the pinned slices. Both stay until the kernel has let go of the request.
        entry.Operation = IsZeroCopy ? IoUringCalls.OpSendZeroCopy : _count == 1 ? IoUringCalls.OpSend : IoUringCalls.OpSendMessage;
        entry.Address = _count == 1 ? (ulong)_one.Pointer : (ulong)_slices!.Header;
        entry.Length = _count == 1 ? (uint)Offered : 1;
    }

    /// <summary>The kernel has let go. Never throws.</summary>
    public void Unpin()
    {
        PinnedSlices.Unpin(ref _one);
        _slices?.Release();
        (_count, IsZeroCopy) = (0, false);
    }

    private void PinOne(ReadOnlyMemory<byte> memory)
    {
        _one = memory.Pin();
        Offered = Math.Min(memory.Length, PosixSend.MaxBytes);
    }

    // Nothing is copied, small slices neither: the bytes are read when the kernel takes them, and that may be much later.
    private void PinAll(in Unsent data)
    {
        _slices ??= new PinnedSlices();
        _slices.Expect(_count);
        for (var i = 0; i < _count && Offered < PosixSend.MaxBytes; i++)
        {
            _slices.Pin(data[i]);
            Offered += data[i].Length;
        }

        Offered = Math.Min(Offered, PosixSend.MaxBytes);
    }
}
