using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Rx.Sockets.Virtual;

/// <summary>The other end of a <see cref="VirtualSocket"/>: what a test does to it. Any thread; what it sets free goes on at once, on
/// the caller's stack, and is notified one tick later.</summary>
public sealed class VirtualPeer
{
    private readonly VirtualPort _port;
    private readonly IScheduler _scheduler;
    private long _window;
    private long _asked;

    internal VirtualPeer(VirtualPort port, IScheduler scheduler, long window) => (_port, _scheduler, _window) = (port, scheduler, window);

    /// <summary>How many unread bytes the peer takes before it must read; <see cref="long.MaxValue"/>: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative size.</exception>
    public long Window
    {
        get => Volatile.Read(ref _window);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _port.Open(value - Interlocked.Exchange(ref _window, value));
        }
    }

    /// <summary>The most bytes that one native send takes, however large the window: makes sends short. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public long Segment
    {
        get => _port.Segment;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _port.Segment = value;
        }
    }

    /// <summary>Bytes that have left so far, read or not.</summary>
    public long BytesReceived => _port.Taken;

    /// <summary>Bytes that the peer has read. What left and is not among them lies in the window or is on its way, or was lost by a
    /// reset.</summary>
    public long BytesRead => Math.Min(Interlocked.Read(ref _asked), BytesReceived);

    /// <summary>Whether the end of the stream is on its way: the socket was closed, or its sending side shut down.</summary>
    public bool HasEnded => _port.HasEnded;

    /// <summary>Whether <see cref="HalfClose"/> was called.</summary>
    public bool IsHalfClosed { get; private set; }

    /// <summary>The bytes that leave, native send by native send, with the time. Hot; from the first subscription on. Completes when the
    /// socket is closed. On the stack of whoever makes them leave.</summary>
    public IObservable<Timestamped<ReadOnlyMemory<byte>>> OnWire => _port.Wire;

    internal VirtualPort Port => _port;

    /// <summary>Reads <paramref name="count"/> bytes: those that lie in the window, then those that come.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public void Read(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        long asked;
        do
        {
            asked = Interlocked.Read(ref _asked);
        }
        while (Interlocked.CompareExchange(ref _asked, asked > long.MaxValue - count ? long.MaxValue : asked + count, asked) != asked);
        _port.Open(count);
    }

    /// <summary>Resets the connection: the pending send, or the next one, fails with ConnectionReset, those after it with Shutdown.</summary>
    public void Reset() => _port.Fail(SocketError.ConnectionReset, SocketError.Shutdown);

    /// <summary>Closes. Sends fail with Shutdown; as on TCP it is a reset if unread bytes are lost by it.</summary>
    public void Close()
    {
        if (BytesReceived > Interlocked.Read(ref _asked)) Reset();
        else _port.Fail(SocketError.Success, SocketError.Shutdown);
    }

    /// <summary>Ends the peer's own stream. Sends to it go on.</summary>
    public void HalfClose() => IsHalfClosed = true;

    /// <summary>The pending send, or the next one, fails with <paramref name="error"/>; those after it do not.</summary>
    public void Fail(SocketError error) => _port.Fail(error, SocketError.Success);

    /// <summary>Does <paramref name="step"/> when a time has passed on the socket's scheduler: a script is a chain of these.</summary>
    /// <param name="delay">From now; at least one tick.</param>
    /// <param name="step">What the peer does then.</param>
    public VirtualPeer After(TimeSpan delay, Action<VirtualPeer> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _scheduler.Schedule((Peer: this, Step: step), delay > VirtualTimer.Tick ? delay : VirtualTimer.Tick, static (_, due) =>
        {
            due.Step(due.Peer);
            return Disposable.Empty;
        });
        return this;
    }
}
