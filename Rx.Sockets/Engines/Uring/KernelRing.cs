using System.Runtime.InteropServices;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>io_uring(7). Entries and completions lie in memory that is shared with the kernel: whoever has written an entry publishes
/// it by moving a tail, whoever has read one gives it back by moving a head.</summary>
internal sealed class KernelRing : Ring
{
    private readonly FileDescriptorHandle _fd;
    private readonly MemoryMapping _rings;
    private readonly MemoryMapping _entries;
    private readonly IoUringParams _layout;
    private uint _tail;

    /// <summary>Takes over what <see cref="RingSetup"/> has made.</summary>
    public KernelRing(FileDescriptorHandle fd, MemoryMapping rings, MemoryMapping entries, in IoUringParams layout, bool sendsZeroCopy)
    {
        (_fd, _rings, _entries, _layout, SendsZeroCopy) = (fd, rings, entries, layout, sendsZeroCopy);

        // The kernel looks entries up through a list of indexes; ours is the identity for good.
        for (var i = 0u; i < layout.SubmissionEntries; i++)
            _rings.At<uint>(layout.Submission.Array + (i * sizeof(uint))) = i;
    }

    public override bool IsBound => (_layout.Flags & IoUringCalls.SetupSingleIssuer) != 0;

    public override bool SendsZeroCopy { get; }

    public override bool HasRoom => _tail - SubmissionHead < _layout.SubmissionEntries;

    public override bool HasCompletion => CompletionHead != Volatile.Read(ref _rings.At<uint>(_layout.Completion.Tail));

    private uint SubmissionHead => Volatile.Read(ref _rings.At<uint>(_layout.Submission.Head));

    private ref uint SubmissionTail => ref _rings.At<uint>(_layout.Submission.Tail);

    private ref uint CompletionHead => ref _rings.At<uint>(_layout.Completion.Head);

    public override unsafe void Enable()
    {
        if (!IsBound) return;

        // SAFETY: this operation takes no argument.
        if (IoUringCalls.Register(IoUringCalls.RegisterNumber, _fd, IoUringCalls.RegisterEnableRings, null, 0) == 0) return;
        throw RingSetup.Failure("io_uring_register (enable)", Marshal.GetLastPInvokeError());
    }

    public override void Push(in IoUringEntry entry)
    {
        var index = _tail & (_layout.SubmissionEntries - 1); // the kernel rounds up to a power of two
        _entries.At<IoUringEntry>(index * IoUringEntry.Size) = entry;
        _tail++;
    }

    public override int Submit()
    {
        var head = SubmissionHead;
        if (_tail == head) return 0;
        Volatile.Write(ref SubmissionTail, _tail);
        Enter(_tail - head, 0, Timeout.InfiniteTimeSpan);
        var taken = SubmissionHead - head;
        _tail = head + taken;
        Volatile.Write(ref SubmissionTail, _tail); // the kernel reads it inside io_uring_enter only
        return (int)taken;
    }

    public override void Wait(TimeSpan timeout)
    {
        const uint kernelHasMore = IoUringCalls.SubmissionOverflow | IoUringCalls.SubmissionTaskRun;
        if (timeout != TimeSpan.Zero) Enter(0, 1, timeout);
        else if ((Volatile.Read(ref _rings.At<uint>(_layout.Submission.Flags)) & kernelHasMore) != 0) Enter(0, 0, timeout);
    }

    public override bool TryTake(out IoUringCompletion completion)
    {
        completion = default;
        if (!HasCompletion) return false;
        var index = CompletionHead & (_layout.CompletionEntries - 1);
        completion = _rings.At<IoUringCompletion>(_layout.Completion.Completions + (index * IoUringCompletion.Size));
        Volatile.Write(ref CompletionHead, CompletionHead + 1);
        return true;
    }

    public override void Dispose()
    {
        _fd.Dispose();
        _entries.Dispose();
        _rings.Dispose();
    }

    // Always with GETEVENTS: that is also what makes the kernel finish what it has put off, and move an overflow into the ring.
    private unsafe void Enter(uint toSubmit, uint minComplete, TimeSpan timeout)
    {
        const uint flags = IoUringCalls.EnterGetEvents | IoUringCalls.EnterExtendedArgument;
        var time = KernelTime.Of(timeout);

        // SAFETY: both structures live on this stack and are read before the call returns.
        var wait = new IoUringWait { Time = timeout == Timeout.InfiniteTimeSpan ? 0 : (nint)(&time) };
        if (IoUringCalls.Enter(IoUringCalls.EnterNumber, _fd, toSubmit, minComplete, flags, &wait, (nuint)sizeof(IoUringWait)) >= 0) return;
        var errno = Marshal.GetLastPInvokeError();

        // Again and Busy: the kernel has no memory, or too many completions wait to be taken. Whoever turns the loop takes them first.
        if (errno is Errno.Interrupted or Errno.TimerExpired or Errno.Again or Errno.Busy) return;
        throw RingSetup.Failure("io_uring_enter", errno);
    }
}
