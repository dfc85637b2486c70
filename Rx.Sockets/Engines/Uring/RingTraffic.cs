using System.Collections.Concurrent;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>What goes into a ring and what comes out of it. The queues take from any thread; all else is for the one that drives the
/// ring.</summary>
internal sealed class RingTraffic(Ring ring, EventFdWaker waker) : IParkedPorts
{
    // Not the data of any slot: their index would be negative.
    private const ulong WakerData = ulong.MaxValue;
    private const ulong CancelData = ulong.MaxValue - 1;

    // The kernel brings a cancelled request soon. Not endless, because an entry that it had no memory for is to be handed over again.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<EngineSlot> _starts = new();
    private readonly ConcurrentQueue<EngineSlot> _cancels = new();
    private readonly List<(UringPort? Port, EngineSlot Slot, ulong Data, bool IsZeroCopy)> _pushed = [];
    private readonly Queue<IoUringCompletion> _aside = new();
    private readonly RingAttempts _attempts = new();
    private bool _isWakerWatched;
    private bool _hasNoticed;

    /// <summary>The sends that are queued or with the kernel.</summary>
    public SlotTable<UringPort> Requests { get; } = new();

    /// <summary>The sends whose memory the kernel may still read.</summary>
    public RingNotices Notices { get; } = new();

    /// <summary>Whether something waits that the kernel has not taken; the watch of the waker too, without which nobody could end a
    /// long wait.</summary>
    public bool HasBacklog => !_isWakerWatched || !_starts.IsEmpty || !_cancels.IsEmpty;

    public bool HasCompletion => _aside.Count > 0 || ring.HasCompletion;

    public bool Any => Requests.Count > 0;

    public IReadOnlyList<IParkedPort> ToLookAt() => Requests.Where(static port => port.NeedsLook);

    /// <summary>A send is to go into the ring. Any thread.</summary>
    public void Start(EngineSlot slot) => _starts.Enqueue(slot);

    /// <summary>The kernel is to give a send back. Any thread.</summary>
    public void Cancel(EngineSlot slot) => _cancels.Enqueue(slot);

    /// <summary>Hands all that is queued to the kernel: one system call for as many as there is room for.</summary>
    public void Submit()
    {
        if (!_isWakerWatched && ring.HasRoom) WatchWaker();
        while (_starts.TryPeek(out var slot) && (ring.HasRoom || Flush()))
        {
            _starts.TryDequeue(out _);
            if (Requests.Find(slot.Data) is { } port) PushStart(port, slot);
        }

        while (_cancels.TryPeek(out var slot) && (ring.HasRoom || Flush()))
        {
            _cancels.TryDequeue(out _);
            if (Requests.Find(slot.Data) is not null) PushCancel(slot);
        }

        Flush();
    }

    /// <summary>Waits for completions, unless there are some.</summary>
    public void Wait(TimeSpan timeout) => ring.Wait(HasCompletion ? TimeSpan.Zero : timeout);

    /// <summary>Brings the completions that there are now to their ports.</summary>
    /// <returns>Whether a send has ended, or the kernel has let go of memory.</returns>
    public bool Dispatch()
    {
        var left = Ready();
        var ended = _hasNoticed;
        _hasNoticed = false;
        for (; left > 0 && _aside.TryDequeue(out var completion); left--)
        {
            if (completion.UserData == WakerData) _isWakerWatched &= (completion.Flags & IoUringCalls.CompletionMore) != 0;
            if (Requests.Find(completion.UserData) is not { } port) continue;
            ended = true;
            port.Completed(SlotOf(completion), completion.Result);
        }

        return ended;
    }

    /// <summary>Waits for the completion of a send that has been asked back. What else completes meanwhile is kept for
    /// <see cref="Dispatch"/>.</summary>
    /// <returns>False: it had completed before, and was brought to its port.</returns>
    public bool TryComplete(EngineSlot slot, out int result)
    {
        result = 0;
        while (Requests.Find(slot.Data) is not null)
        {
            Submit();
            if (TryTakeAside(slot, out result)) return true;
            ring.Wait(ring.HasCompletion ? TimeSpan.Zero : Moment);
        }

        return false;
    }

    /// <summary>Tries to send on each of these ports, and waits for what the kernel says of that: which it does at once.</summary>
    /// <param name="ports">They have nothing pending.</param>
    /// <param name="start">What to send; stays in place.</param>
    /// <param name="length">How much.</param>
    /// <returns>What it says; valid until the next call.</returns>
    public ReadOnlySpan<int> Attempt(ReadOnlySpan<SendPort> ports, nint start, int length)
    {
        _attempts.Begin(ports.Length);
        for (var i = 0; i < ports.Length; i++)
        {
            if (!ring.HasRoom) FlushAttempts();
            PushAttempt((UringPort)ports[i], i, new IoUringEntry { Address = (ulong)start, Length = (uint)length });
        }

        FlushAttempts();
        return _attempts.Results;
    }

    /// <summary>Hears what notices there are now. Completions are kept for <see cref="Dispatch"/>.</summary>
    public void TakeNotices()
    {
        ring.Wait(TimeSpan.Zero);
        Ready();
    }

    /// <summary>Asks the kernel for all that it has, and gives back what it has not.</summary>
    public void CancelAll()
    {
        while (_starts.TryDequeue(out var slot))
            Requests.Find(slot.Data)?.Completed(slot, -Errno.Canceled);
        if (!ring.HasRoom && !Flush()) return;
        Push(null, default, new IoUringEntry
        {
            Operation = IoUringCalls.OpAsyncCancel,
            OperationFlags = IoUringCalls.CancelAny | IoUringCalls.CancelAll,
            UserData = CancelData,
        });
        Flush();
    }

    private static EngineSlot SlotOf(in IoUringCompletion completion) => new((int)(uint)completion.UserData, (uint)(completion.UserData >> 32));

    private int Ready()
    {
        while (ring.TryTake(out var completion))
        {
            if (_attempts.Take(completion)) continue;
            if (Notices.Take(completion)) _hasNoticed = true;
            else _aside.Enqueue(completion);
        }

        return _aside.Count;
    }

    private bool TryTakeAside(EngineSlot slot, out int result)
    {
        var found = false;
        result = 0;
        for (var left = Ready(); left > 0 && _aside.TryDequeue(out var completion); left--)
        {
            if (completion.UserData != slot.Data) _aside.Enqueue(completion);
            else (found, result) = (true, completion.Result);
        }

        return found;
    }

    // Many completions of one request: each write to the eventfd is one.
    private void WatchWaker()
    {
        _isWakerWatched = true;
        Push(null, default, new IoUringEntry
        {
            Operation = IoUringCalls.OpPollAdd,
            Descriptor = (int)waker.Handle.DangerousGetHandle(),
            OperationFlags = (uint)PollCalls.In,
            Length = IoUringCalls.PollMultishot,
            UserData = WakerData,
        });
    }

    private void PushStart(UringPort port, EngineSlot slot)
    {
        var entry = default(IoUringEntry);
        if (!port.TryHold()) SetAside(slot); // closed behind our back
        else if (port.TryFill(slot, ref entry)) Push(port, slot, entry);
        else port.LetGo();
    }

    private void PushAttempt(UringPort port, int index, IoUringEntry entry)
    {
        if (!port.TryFillAttempt(ref entry)) return;
        entry.UserData = _attempts.Expect(index);
        Push(port, default, entry);
    }

    private void FlushAttempts()
    {
        Flush();
        for (Ready(); _attempts.Any; Ready())
            ring.Wait(Moment);
    }

    private void PushCancel(EngineSlot slot) => Push(null, slot, new IoUringEntry
    {
        Operation = IoUringCalls.OpAsyncCancel,
        Address = slot.Data,
        UserData = CancelData,
    });

    private void Push(UringPort? port, EngineSlot slot, in IoUringEntry entry)
    {
        ring.Push(entry);
        _pushed.Add((port, slot, entry.UserData, entry.Operation == IoUringCalls.OpSendZeroCopy));
    }

    /// <returns>Whether there is room now.</returns>
    private bool Flush()
    {
        if (_pushed.Count == 0) return ring.HasRoom;
        var taken = ring.Submit();
        for (var i = 0; i < _pushed.Count; i++)
        {
            var (port, slot, data, isZeroCopy) = _pushed[i];
            port?.LetGo(); // the kernel refers to the file by itself now
            if (i >= taken) Return(port, slot, data);
            else if (isZeroCopy) Notices.Expect(data, port!);
        }

        _pushed.Clear();
        return taken > 0;
    }

    // The kernel had no memory for an entry. It is tried again at the next turn.
    private void Return(UringPort? port, EngineSlot slot, ulong data)
    {
        if (data == WakerData) _isWakerWatched = false;
        else if (data == CancelData) _cancels.Enqueue(slot);
        else if (_attempts.TryForget(data)) return;
        else if (port!.TryQueueAgain()) _starts.Enqueue(slot);
        else SetAside(slot);
    }

    // Ends as if the kernel had given it back.
    private void SetAside(EngineSlot slot) => _aside.Enqueue(new IoUringCompletion { UserData = slot.Data, Result = -Errno.Canceled });
}
