using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Epoll;

/// <summary>One socket on epoll: try at once, park when it would block, try again on the next edge. Any thread.</summary>
/// <remarks>
/// Edge-triggered, so an edge that passes between an attempt and its parking would be lost for ever. Every event counts up
/// <see cref="_edges"/> under the gate; a send notes the number before it tries and parks only while it is still the same.
/// </remarks>
internal sealed class EpollPort(EpollEngine engine, Socket socket, ISendSink sink, PosixSend send) : SendPort, IParkedPort
{
    private readonly Lock _gate = new();
    private readonly SafeHandle _handle = socket.SafeHandle;

    // Shutdown(Send) by this process is no event on a Unix domain socket: there "known full" would hide it from a new send.
    private readonly bool _tellsOfShutdown = socket.AddressFamily != AddressFamily.Unix;
    private long _edges;
    private long _fullSince = -1;
    private bool _isParked;
    private Unsent _parked;
    private SocketFlags _parkedFlags;

    public override bool IsOpen => !_handle.IsClosed;

    /// <summary>Where the engine keeps this port, once it is registered.</summary>
    public EngineSlot? Slot { get; set; }

    /// <inheritdoc/>
    public bool NeedsLook => _handle.IsClosed || !_tellsOfShutdown;

    public SafeHandle Handle => _handle;

    public override bool Accepts(SocketFlags flags) => ((int)flags & SendFlags.ZeroCopy) == 0;

    public override bool TryStart(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        while (true)
        {
            var edges = Volatile.Read(ref _edges);
            if (_fullSince != edges && TryOnce(data, flags, edges, out outcome)) return true;
            if (Slot is null && engine.Register(this) is var error && error != SocketError.Success)
            {
                outcome = IsOpen ? NativeOutcome.Failed(error) : NativeOutcome.Closed;
                return true;
            }

            if (!TryPark(data, flags, edges)) continue;
            outcome = default;
            return false;
        }
    }

    public override bool TryAtOnce(in Unsent data, out NativeOutcome outcome)
    {
        outcome = default;
        var edges = Volatile.Read(ref _edges);
        return _fullSince != edges && TryOnce(data, SocketFlags.None, edges, out outcome);
    }

    public override bool TryAwaitRoom(out NativeOutcome outcome) => TryStart(default, SocketFlags.None, out outcome);

    public override bool TryWithdraw()
    {
        lock (_gate)
            return Unpark(out _, out _);
    }

    /// <summary>Something happened to the socket: a parked send is tried again. On the loop's turn.</summary>
    public void Edge()
    {
        Unsent data;
        SocketFlags flags;
        long edges;
        lock (_gate)
        {
            edges = ++_edges;
            if (!Unpark(out data, out flags)) return;
        }

        // Still no room: not parked again from here. A request to stop that was made during the attempt found nothing parked, and
        // only the sink knows of it; if there was none, the sink starts the send again, and that parks it.
        sink.Completed(TryOnce(data, flags, edges, out var outcome) ? outcome : NativeOutcome.Withdrawn);
    }

    /// <inheritdoc/>
    public void Look() => Edge();

    public override void Detach() => engine.Deregister(this);

    public override Task CloseAsync()
    {
        Detach();
        return GracefulClose.RunAsync(socket);
    }

    private bool TryOnce(in Unsent data, SocketFlags flags, long edges, out NativeOutcome outcome)
    {
        // Nothing to send: somebody waits for room. That poll finds little of it does not mean that a send would find none.
        var attempt = data.First.IsEmpty ? send.TryRoom(_handle) : send.Try(_handle, data, flags);
        if (attempt.IsFull && _tellsOfShutdown && !data.First.IsEmpty) _fullSince = edges;
        outcome = attempt.Outcome;
        return attempt.Errno != Errno.Again;
    }

    private bool TryPark(in Unsent data, SocketFlags flags, long edges)
    {
        lock (_gate)
        {
            if (_edges != edges) return false;
            _isParked = true;
            _parked = data;
            _parkedFlags = flags;
            engine.Parked.Add(this);
        }

        engine.KeepVigil();
        return true;
    }

    private bool Unpark(out Unsent data, out SocketFlags flags)
    {
        (data, flags) = (_parked, _parkedFlags);
        if (!_isParked) return false;
        _isParked = false;
        _parked = default;
        engine.Parked.Remove(this);
        return true;
    }
}
