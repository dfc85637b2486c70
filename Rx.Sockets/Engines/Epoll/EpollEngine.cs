using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Epoll;

/// <summary>Waits for sockets by epoll(7), edge-triggered; sockets are registered when a send of theirs first has to wait.</summary>
internal sealed class EpollEngine : SendEngine
{
#if DEBUG
    private const int EventCapacity = 4; // small, so that a full batch is an everyday case in tests
#else
    private const int EventCapacity = 256;
#endif
    private const ulong WakerData = ulong.MaxValue;

    private readonly PosixSend _send;
    private readonly FileDescriptorHandle _epoll = FileDescriptorHandle.Own(EpollCalls.Create(EpollCalls.CloseOnExec), "epoll_create1");
    private readonly EventFdWaker _waker = new();
    private readonly EpollTable _table = new();
    private readonly Vigil _vigil;
    private readonly byte[] _events = GC.AllocateArray<byte>(EventCapacity * EpollEvents.Stride, pinned: true);

    public EpollEngine(TimeProvider time, PosixSend? send = null)
    {
        _send = send ?? new PosixSend();
        _vigil = new Vigil(time, Parked, _waker.Wake); // closing a descriptor removes it from epoll without an event
        var errno = Control(EpollCalls.Add, _waker.Handle, EpollCalls.In | EpollCalls.EdgeTriggered, WakerData);
        if (errno != 0) throw new IOException($"epoll_ctl failed for the loop's own eventfd (errno {errno}).");
    }

    public override string Name => "epoll";

    /// <summary>The ports with a send that waits for room.</summary>
    public ParkedPorts Parked { get; } = new();

    public override TimeSpan? Patience => _vigil.Patience;

    public override SendPort Attach(Socket socket, ISendSink sink) => new EpollPort(this, socket, sink, _send);

    public override unsafe bool Poll(TimeSpan timeout)
    {
        // Rounded up: a wait of less than a millisecond must not become a busy loop.
        var milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalMilliseconds));
        int count;

        // SAFETY: the array is allocated pinned and holds EventCapacity events.
        fixed (byte* events = _events)
            count = EpollCalls.Wait(_epoll, events, EventCapacity, milliseconds);
        var any = false;
        for (var i = 0; i < count; i++)
        {
            if (_table.Find(EpollEvents.Data(_events, i)) is not { } port) continue;
            any = true;
            port.Edge();
        }

        return any | _vigil.Look();
    }

    public override void Wake() => _waker.Wake();

    public override void Dispose()
    {
        _epoll.Dispose();
        _waker.Dispose();
    }

    /// <inheritdoc cref="Vigil.Keep"/>
    public void KeepVigil() => _vigil.Keep();

    /// <summary>Adds the port's socket. If it has room already, the kernel reports that as the first edge.</summary>
    public SocketError Register(EpollPort port)
    {
        var slot = _table.Add(port);
        port.Slot = slot;
        var errno = Control(EpollCalls.Add, port.Handle, EpollCalls.Out | EpollCalls.EdgeTriggered, slot.Data);
        if (errno == 0) return SocketError.Success;
        _table.Remove(slot);
        port.Slot = null;
        return errno == Errno.BadDescriptor ? SocketError.Disconnecting : ErrnoMap.ToSocketError(errno);
    }

    /// <summary>Removes the port's socket. One that is closed has left epoll by itself, and its number may belong to another.</summary>
    public void Deregister(EpollPort port)
    {
        if (port.Slot is not { } slot) return;
        Control(EpollCalls.Delete, port.Handle, 0, 0);
        _table.Remove(slot);
        port.Slot = null;
    }

    private unsafe int Control(int operation, SafeHandle handle, uint events, ulong data)
    {
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            var entry = stackalloc byte[EpollEvents.Stride];

            // SAFETY: the entry is one event long, lives on this stack and is read before the call returns.
            EpollEvents.Write(new Span<byte>(entry, EpollEvents.Stride), events, data);
            var result = EpollCalls.Control(_epoll, operation, (int)handle.DangerousGetHandle(), entry);
            return result == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        catch (ObjectDisposedException)
        {
            return Errno.BadDescriptor; // the socket, or this engine
        }
        finally
        {
            if (held) handle.DangerousRelease();
        }
    }
}
