using System.Net.Sockets;
using Rx.Sockets.Engines.Posix;

namespace Rx.Sockets.Engines.Uring;

/// <summary>Sends by io_uring(7): what would block, and many sends of one turn, go into a ring; the kernel says how they ended.</summary>
/// <remarks>
/// <para><b>Threads.</b> One thread at a time drives the ring: the loop, or, while the loop is not inside <see cref="Poll"/>, whoever
/// wants a send back. A bound ring (that of a loop with a thread) is driven by that thread only; others queue what they want and
/// wake it.</para>
/// <para><b>End.</b> The ring is closed when the kernel has let go of everything: what is pinned until then is the caller's memory.</para>
/// </remarks>
internal sealed class UringEngine : SendEngine
{
    // Fewer are not worth it: the attempt that each makes for itself is cheaper than the way through the ring.
    private const int Many = 16;

    // How long what the kernel had no memory for waits until it is handed over again; and other short waits that are looked after.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    // How long notices may take once the connections have been reset: they come at once, unless a socket is not ours to close any more.
    private static readonly TimeSpan AfterReset = TimeSpan.FromSeconds(1);

    private readonly Lock _drive = new();
    private readonly Ring _ring;
    private readonly PosixSend _send;
    private readonly EventFdWaker _waker = new();
    private readonly RingTraffic _traffic;
    private readonly Vigil _vigil;
    private Thread? _owner;
    private int _asleep;
    private int _together;
    private bool _isStopped;
    private bool _isClosed;

    /// <param name="ring">Owned from here on.</param>
    /// <param name="time">The clock of the regular look at parked sends.</param>
    /// <param name="send">For the attempts that need no ring; null: the usual one.</param>
    public UringEngine(Ring ring, TimeProvider time, PosixSend? send = null)
    {
        _ring = ring;
        Time = time;
        _send = send ?? new PosixSend();
        _traffic = new RingTraffic(ring, _waker);
        _vigil = new Vigil(time, _traffic, _waker.Wake); // asleep or not: a loop about to wait has asked for its patience already
    }

    public override string Name => "uring";

    public override TimeSpan? Patience => _vigil.Patience;

    public override bool TakesTogether => true;

    /// <summary>The clock of what does not wait for a turn of the loop.</summary>
    public TimeProvider Time { get; }

    /// <inheritdoc cref="Ring.SendsZeroCopy"/>
    public bool SendsZeroCopy => _ring.SendsZeroCopy;

    /// <summary>Whether what the calling thread starts is to go into the ring with other sends.</summary>
    public bool IsTakingTogether => Volatile.Read(ref _together) == Environment.CurrentManagedThreadId;

    /// <inheritdoc cref="RingTraffic.Requests"/>
    public SlotTable<UringPort> Requests => _traffic.Requests;

    private bool MayDrive => !_ring.IsBound || _owner == Thread.CurrentThread;

    /// <summary>Makes the engine of a loop.</summary>
    /// <param name="ownThread">Whether one thread will turn it.</param>
    /// <exception cref="IOException">io_uring is not to be had here; the message says why.</exception>
    public static UringEngine Open(bool ownThread) => new(RingSetup.Make(ownThread), TimeProvider.System);

    public override SendPort Attach(Socket socket, ISendSink sink) => new UringPort(this, socket, sink, _send);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The ring belongs to another thread.</exception>
    public override bool Poll(TimeSpan timeout)
    {
        var any = DriveOnce(timeout);
        return any | _vigil.Look();
    }

    public override void Wake() => _waker.Wake();

    public override void BeginTogether(int count)
    {
        if (count >= Many) Volatile.Write(ref _together, Environment.CurrentManagedThreadId);
    }

    public override void EndTogether()
    {
        if (!IsTakingTogether) return;
        Volatile.Write(ref _together, 0);
        if (!MayDrive || !_drive.TryEnter()) return; // then the next turn submits them
        try
        {
            _traffic.Submit();
        }
        finally
        {
            _drive.Exit();
        }
    }

    public override unsafe void AttemptEach(ReadOnlySpan<SendPort> ports, ReadOnlyMemory<byte> data, Span<NativeOutcome> outcomes)
    {
        using var pin = data.Pin();
        lock (_drive)
        {
            // SAFETY: pinned until this method returns, and by then the kernel has let go of all of it.
            var results = _traffic.Attempt(ports, (nint)pin.Pointer, data.Length);
            for (var i = 0; i < ports.Length; i++)
                outcomes[i] = ((UringPort)ports[i]).Attempted(results[i], data.Length);
        }
    }

    /// <summary>Queues a send for the ring. Any thread.</summary>
    /// <returns>False: the loop has ended.</returns>
    public bool Start(EngineSlot slot)
    {
        _traffic.Start(slot);
        _vigil.Keep();
        WakeIfAsleep();
        return !Volatile.Read(ref _isStopped);
    }

    /// <summary>Asks the kernel for a send; its outcome comes through its sink. Any thread.</summary>
    public void Cancel(EngineSlot slot)
    {
        _traffic.Cancel(slot);
        WakeIfAsleep();
    }

    /// <summary>Asks the kernel for a send and, if this thread may, waits for its answer, which comes soon.</summary>
    /// <param name="slot">The send.</param>
    /// <param name="wasAsked">Whether the kernel is being asked for it already. Then a thread that may not drive leaves it at that: one that
    /// asks again and again would fill the ring faster than the loop can empty it.</param>
    /// <param name="result">What the kernel says of the send.</param>
    /// <returns>False: the outcome comes through the sink, or has.</returns>
    public bool TryCancel(EngineSlot slot, bool wasAsked, out int result)
    {
        result = 0;
        var mayDrive = MayDrive;
        if (!wasAsked || mayDrive) Cancel(slot);
        if (!mayDrive) return false;
        while (Requests.Find(slot.Data) is not null)
        {
            if (!_drive.TryEnter(Moment)) continue; // the one who drives is awake now, and may bring it
            try
            {
                return _traffic.TryComplete(slot, out result);
            }
            finally
            {
                _drive.Exit();
            }
        }

        return false;
    }

    /// <summary>Hears what notices of the kernel there are by now, if this thread may; else the loop does, or has.</summary>
    public void TakeNotices()
    {
        if (!MayDrive || !_drive.TryEnter()) return;
        try
        {
            if (!_isClosed) _traffic.TakeNotices();
        }
        finally
        {
            _drive.Exit();
        }
    }

    /// <summary>Takes all back that the kernel still has, and closes the ring. On the thread that turned the loop, if the ring is
    /// bound. Notices may take as long as peers like: that thread then waits for them, or one of their own.</summary>
    public override void Dispose()
    {
        Volatile.Write(ref _isStopped, true);
        var end = Time.GetTimestamp(); // from here the linger counts, whenever the thread comes to run
        lock (_drive)
        {
            if (_owner is null && _ring.IsBound) Bind();
            if (TryClose(leaveNotices: false)) return;
        }

        if (_ring.IsBound) AwaitNotices(end);
        else new Thread(() => AwaitNotices(end)) { IsBackground = true, Name = "Rx.Sockets notices (uring)" }.UnsafeStart();
    }

    private static TimeSpan Endless(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time;

    private static TimeSpan AtMost(TimeSpan limit, TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan || timeout > limit ? limit : timeout;

    // Sockets that could still be closed in good order are given their time; then they are reset. What the kernel does not let go of
    // even then (a socket that was given back, or closed behind our back) stays in place for good.
    private void AwaitNotices(long end)
    {
        var linger = PortsToNotice().Select(static port => port.Linger).Select(Endless).DefaultIfEmpty().Max();
        if (TryCloseWithin(linger, end)) return;
        foreach (var port in PortsToNotice())
            port.Reset();
        if (TryCloseWithin(AfterReset, Time.GetTimestamp())) return;
        lock (_drive)
            TryClose(leaveNotices: true);
    }

    private List<UringPort> PortsToNotice()
    {
        lock (_drive)
            return _traffic.Notices.Ports;
    }

    private bool TryCloseWithin(TimeSpan limit, long start)
    {
        do
        {
            lock (_drive)
            {
                if (TryClose(leaveNotices: false)) return true;
                DriveOnce(Moment);
            }
        }
        while (Time.GetElapsedTime(start) < limit);
        return false;
    }

    private bool TryClose(bool leaveNotices)
    {
        while (_traffic.Any)
        {
            _traffic.CancelAll();
            DriveOnce(Moment);
        }

        if (_traffic.Notices.Any && !leaveNotices) return false;
        _isClosed = true;
        _ring.Dispose();
        _waker.Dispose();
        return true;
    }

    private bool DriveOnce(TimeSpan timeout)
    {
        lock (_drive)
        {
            Bind();

            // Published before the queues are emptied: whoever queues after that sees it and wakes us.
            Interlocked.Exchange(ref _asleep, 1);
            _traffic.Submit();
            _traffic.Wait(_traffic.HasBacklog ? AtMost(Moment, timeout) : timeout);
            Volatile.Write(ref _asleep, 0);
            return _traffic.Dispatch();
        }
    }

    private void Bind()
    {
        if (!_ring.IsBound || _owner == Thread.CurrentThread) return;
        if (_owner is not null)
            throw new InvalidOperationException($"This loop's ring belongs to the thread that turned it first ({_owner.Name ?? "unnamed"}); only that one may turn it.");
        _ring.Enable();
        _owner = Thread.CurrentThread;
    }

    private void WakeIfAsleep()
    {
        // The exchange is also the fence between what was queued and this look at the loop.
        if (Interlocked.CompareExchange(ref _asleep, 0, 1) == 1) _waker.Wake();
    }
}
