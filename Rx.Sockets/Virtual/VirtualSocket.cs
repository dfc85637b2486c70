using System.Net.Sockets;
using System.Reactive.Concurrency;

namespace Rx.Sockets.Virtual;

/// <summary>An <see cref="RxSocket"/> whose engine lives on a scheduler and whose peer does what the test says.</summary>
/// <remarks>
/// <para><b>What is virtual.</b> Only the kernel and the clock. The queue, the levels and the composition are those of every other
/// socket.</para>
/// <para><b>Time.</b> Bytes leave in the tick in which there is room for them; every notification comes one tick (of
/// <see cref="TimeSpan"/>) later, so that TestScheduler, HistoricalScheduler and real time agree. <c>CancelAfter</c> and the unwatched
/// limit count on the scheduler. Exceptions of handlers go out of the scheduler.</para>
/// </remarks>
public sealed class VirtualSocket : RxSocket
{
    private static readonly TimeSpan DefaultLimit = new RxSocketOptions().UnwatchedLimit;

    private readonly VirtualPort _port;

    /// <summary>A connected socket.</summary>
    /// <param name="scheduler">Its clock, and where notifications run. Not Immediate or CurrentThread, which would notify inside
    /// Subscribe.</param>
    /// <param name="window">How many unread bytes the peer takes; default: no limit. See <see cref="VirtualPeer.Window"/>.</param>
    /// <param name="unwatchedLimit">See <see cref="RxSocketOptions.UnwatchedLimit"/>; null: its default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    /// <exception cref="ArgumentException">A scheduler that cannot be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative window; a limit that is not positive, or too long.</exception>
    public VirtualSocket(IScheduler scheduler, long window = long.MaxValue, TimeSpan? unwatchedLimit = null)
        : this(Checked(scheduler), new VirtualPort(scheduler, NotNegative(window)), window, SocketChecks.CheckLimit(unwatchedLimit ?? DefaultLimit))
    {
    }

    private VirtualSocket(IScheduler scheduler, VirtualPort port, long window, TimeSpan limit)
        : base(port.Attach, new VirtualExecutor(scheduler), new VirtualClock(scheduler), limit)
    {
        _port = port;
        Peer = new VirtualPeer(port, scheduler, window);
    }

    /// <summary>The other end.</summary>
    public VirtualPeer Peer { get; }

    /// <summary>There is none.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Socket Socket => throw new NotSupportedException("A virtual socket has no Socket; what the peer does is in Peer.");

    /// <summary>There is no socket to hand back.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Socket Release() => throw new NotSupportedException("A virtual socket has no Socket to hand back; Dispose it.");

    /// <summary>What <c>Socket.Shutdown(SocketShutdown.Send)</c> does: sends fail with Shutdown from now on, the pending one too.</summary>
    public void ShutdownSend() => _port.ShutdownSend();

    /// <summary>What happens when somebody disposes the <c>Socket</c> of an RxSocket behind its back.</summary>
    public void CloseUnderneath() => _port.CloseUnderneath();

    private static IScheduler Checked(IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        SocketChecks.Check(scheduler, nameof(scheduler));
        return scheduler;
    }

    private static long NotNegative(long window)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        return window;
    }
}
