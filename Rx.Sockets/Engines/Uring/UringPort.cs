using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>One socket on a ring: a lone send is tried at once; what would block, and what is started together with others, goes into
/// the ring. Any thread.</summary>
/// <remarks>
/// A send in the ring ends by its own completion and by nothing else; asking for its cancellation only makes that come sooner. It was
/// given no MSG_WAITALL, so one that the kernel reports as cancelled has moved nothing, and is given back. That holds too if nobody
/// asked, as for what a thread had begun that has ended since. The sink starts it again.
/// </remarks>
internal sealed class UringPort(UringEngine engine, Socket socket, ISendSink sink, PosixSend send) : SendPort, IParkedPort
{
    private readonly Lock _gate = new();
    private readonly SafeHandle _handle = socket.SafeHandle;
    private readonly RingMemory _memory = new();

    // Shutdown(Send) by this process is no event on a Unix domain socket: there "known full" would hide it from a new send.
    private readonly bool _tellsOfShutdown = socket.AddressFamily != AddressFamily.Unix;
    private ZeroCopy? _zeroCopy;
    private bool _isDetached;
    private bool _isFull;
    private RingPhase _phase;
    private EngineSlot _slot;
    private int _flags;
    private bool _isWait;
    private bool _isAsked;

    public override bool IsOpen => !_handle.IsClosed;

    /// <inheritdoc/>
    public bool NeedsLook => _handle.IsClosed || !_tellsOfShutdown;

    public override bool Accepts(SocketFlags flags) => ((int)flags & SendFlags.ZeroCopy) == 0;

    /// <summary>How long the end of the socket waits for the kernel to let go of its memory.</summary>
    public TimeSpan Linger => _zeroCopy?.Linger ?? TimeSpan.Zero;

    public override void TakeZeroCopy(ZeroCopyTerms terms)
    {
        if (engine.SendsZeroCopy && socket.AddressFamily != AddressFamily.Unix) _zeroCopy = new ZeroCopy(terms);
    }

    public override bool TryStart(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        if (_zeroCopy is null || flags != SocketFlags.None) return TryStartCopied(data, flags, out outcome);
        var part = _zeroCopy.Next(data, out var isCopied);

        // What follows at once is to share a packet with it: a header that is copied, and a body that is not.
        if (part.Count < data.Count) flags = (SocketFlags)SendFlags.More;
        if (isCopied || !_memory.TryHold(part.First)) return TryStartCopied(part, flags, out outcome);
        _flags = (int)flags | SendFlags.NoSignal;
        return !TryQueue(isWait: false, out outcome);
    }

    public override bool TryAtOnce(in Unsent data, out NativeOutcome outcome) =>
        engine.IsTakingTogether || _zeroCopy?.Goes(data.First) == true ? base.TryAtOnce(data, out outcome) : TryOnce(data, SocketFlags.None, out outcome);

    public override bool TryAwaitRoom(out NativeOutcome outcome)
    {
        var attempt = send.TryRoom(_handle);
        outcome = attempt.Outcome;
        return attempt.Errno != Errno.Again || !TryPark(default, out outcome);
    }

    public override bool TryWithdraw()
    {
        EngineSlot slot;
        bool isBack;
        bool wasAsked;
        lock (_gate)
        {
            if (_phase == RingPhase.None) return false;
            (slot, wasAsked) = (_slot, _isAsked);
            isBack = _phase == RingPhase.Queued;
            if (isBack) End();
            else _isAsked = true;
        }

        if (!isBack) return TryCancel(slot, wasAsked);
        _memory.Unpin();
        return true;
    }

    /// <summary>Keeps the descriptor until <see cref="LetGo"/>: while its number is in an entry that the kernel has not taken.</summary>
    /// <returns>False: the socket is closed.</returns>
    public bool TryHold()
    {
        try
        {
            var held = false;
            _handle.DangerousAddRef(ref held);
            return held;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void LetGo() => _handle.DangerousRelease();

    /// <summary>Puts the queued send into an entry of the submission ring. The descriptor is held.</summary>
    /// <returns>False: it was given back meanwhile.</returns>
    public bool TryFill(EngineSlot slot, ref IoUringEntry entry)
    {
        lock (_gate)
        {
            if (_phase != RingPhase.Queued || _slot != slot) return false;
            _phase = RingPhase.InKernel;
            Fill(ref entry);
            return true;
        }
    }

    /// <summary>Makes of an entry that says what to send an attempt, which the kernel is not to wait with, and holds the descriptor. Nothing
    /// is pending.</summary>
    /// <returns>False: the socket is full or closed.</returns>
    public bool TryFillAttempt(ref IoUringEntry entry)
    {
        if (_isFull || !TryHold()) return false;
        entry.Operation = IoUringCalls.OpSend;
        entry.Descriptor = (int)_handle.DangerousGetHandle();
        entry.OperationFlags = SendFlags.DontWait | SendFlags.NoSignal;
        return true;
    }

    /// <summary>What the kernel says of an attempt.</summary>
    public NativeOutcome Attempted(int result, int offered)
    {
        if (result == offered) return NativeOutcome.Moved(result);
        if (result >= 0 || result == -Errno.Again) _isFull = _tellsOfShutdown;
        return OutcomeOf(result);
    }

    /// <summary>The kernel has not taken the entry.</summary>
    /// <returns>False: the send has been asked back meanwhile, and is to end.</returns>
    public bool TryQueueAgain()
    {
        lock (_gate)
        {
            if (_isAsked) return false;
            _phase = RingPhase.Queued;
            return true;
        }
    }

    /// <summary>The kernel has let go of the send. On the loop's turn.</summary>
    public void Completed(EngineSlot slot, int result)
    {
        if (TrySettle(slot, result, out var outcome)) sink.Completed(outcome);
    }

    /// <inheritdoc/>
    public void Look()
    {
        EngineSlot slot;
        lock (_gate)
        {
            if (_phase != RingPhase.InKernel) return;
            slot = _slot;
        }

        // A full Unix domain socket does not wake its sender when its own sending side is ended; a new attempt finds out.
        if (IsOpen && send.TryRoom(_handle).Errno == Errno.Again) return;
        engine.Cancel(slot);
    }

    /// <summary>What keeps the memory of a send in place that the kernel has taken and will give notice of.</summary>
    public MemoryHandle HandOver()
    {
        _zeroCopy!.Expect();
        return _memory.HandOver();
    }

    /// <summary>The kernel has let go of the memory of a send.</summary>
    public void Noticed() => _zeroCopy!.Noticed();

    /// <summary>Closes the socket with a reset, unless it has been given back: so that the kernel lets go.</summary>
    public void Reset()
    {
        if (!Volatile.Read(ref _isDetached)) NoticedClose.Reset(socket);
    }

    // Nothing is pending, so the ring knows nothing of the socket, but for notices that are still to come.
    public override void Detach() => Volatile.Write(ref _isDetached, true);

    public override Task CloseAsync() =>
        _zeroCopy is { IsHeld: true } ? NoticedClose.RunAsync(socket, _zeroCopy, engine) : GracefulClose.RunAsync(socket);

    private bool TryOnce(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        outcome = default;
        if (_isFull) return false;
        var attempt = send.Try(_handle, data, flags);
        _isFull = attempt.IsFull && _tellsOfShutdown;
        outcome = attempt.Outcome;
        return attempt.Errno != Errno.Again;
    }

    private bool TryCancel(EngineSlot slot, bool wasAsked)
    {
        if (!engine.TryCancel(slot, wasAsked, out var result) || !TrySettle(slot, result, out var outcome)) return false;
        if (outcome.Kind == OutcomeKind.Withdrawn) return true;
        PoolExecutor.Instance.Post(new LateOutcome(sink, outcome)); // not on this stack
        return false;
    }

    private bool TryStartCopied(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        if (!engine.IsTakingTogether && TryOnce(data, flags, out outcome)) return true;

        // The user's own DONTWAIT must not keep the kernel from waiting, and WAITALL would make counts of cancelled sends a guess.
        _flags = ((int)flags & ~(SendFlags.WaitAll | SendFlags.DontWait)) | SendFlags.NoSignal;
        return !TryPark(data, out outcome);
    }

    private bool TryPark(in Unsent data, out NativeOutcome outcome)
    {
        var isWait = data.First.IsEmpty;
        outcome = default;
        return (isWait || _memory.TryPin(data, out outcome)) && TryQueue(isWait, out outcome);
    }

    private bool TryQueue(bool isWait, out NativeOutcome outcome)
    {
        outcome = default;
        _isWait = isWait;
        EngineSlot slot;
        lock (_gate)
        {
            (_phase, _isAsked) = (RingPhase.Queued, false);
            slot = _slot = engine.Requests.Add(this);
        }

        // From here on it may end, and the next one start, on another thread. A loop that has ended will not take it any more.
        if (engine.Start(slot) || !TryTakeBack(slot)) return true;
        outcome = IsOpen ? NativeOutcome.Failed(SocketError.Disconnecting) : NativeOutcome.Closed;
        return false;
    }

    private void Fill(ref IoUringEntry entry)
    {
        entry = new IoUringEntry
        {
            Descriptor = (int)_handle.DangerousGetHandle(),
            UserData = _slot.Data,
            OperationFlags = (uint)_flags,
            Priority = _isFull ? IoUringCalls.PollFirst : (ushort)0,
        };
        if (_isWait) (entry.Operation, entry.OperationFlags, entry.Priority) = (IoUringCalls.OpPollAdd, (uint)PollCalls.Out, 0);
        else _memory.Fill(ref entry);
    }

    private bool TryTakeBack(EngineSlot slot)
    {
        lock (_gate)
        {
            if (_phase != RingPhase.Queued || _slot != slot) return false;
            End();
        }

        _memory.Unpin();
        return true;
    }

    private bool TrySettle(EngineSlot slot, int result, out NativeOutcome outcome)
    {
        outcome = OutcomeOf(_isWait ? Math.Min(result, 0) : result);
        lock (_gate)
        {
            if (_phase == RingPhase.None || _slot != slot) return false;
            if (result > 0 && !_isWait) _isFull = result < _memory.Offered && _tellsOfShutdown;
            End();
        }

        _memory.Unpin();
        return true;
    }

    private void End()
    {
        _phase = RingPhase.None;
        engine.Requests.Remove(_slot);
    }

    private NativeOutcome OutcomeOf(int result) => result switch
    {
        >= 0 => NativeOutcome.Moved(result),
        _ when !IsOpen => NativeOutcome.Closed,
        -Errno.Canceled or -Errno.Again or -Errno.Interrupted => NativeOutcome.Withdrawn,
        _ when _memory.IsZeroCopy && _zeroCopy!.Forgoes(-result) => NativeOutcome.Withdrawn, // and is copied when it starts again
        _ => NativeOutcome.Failed(ErrnoMap.ToSocketError(-result)),
    };
}
