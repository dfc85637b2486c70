using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Rx.Sockets.Buffers;

namespace Rx.Sockets.Engines.Portable;

/// <summary>One socket on <see cref="Socket"/> alone: non-blocking sends, and one byte through SendAsync as the wait for room.</summary>
/// <remarks>
/// Bulk <c>SendAsync</c> loops until all is out and forgets the count when cancelled. One byte cannot be half done: cancelled, it
/// moved nothing. A native send that had to wait completes with that byte. Outcomes of waits come on the thread pool.
/// </remarks>
internal sealed class PortablePort : SendPort
{
    private const SocketFlags Honoured = SocketFlags.OutOfBand | SocketFlags.Peek | SocketFlags.DontRoute;

    private readonly Socket _socket;
    private readonly ISendSink _sink;
    private readonly bool _wasBlocking;
    private readonly PortableSend _send;

    // Made when something first has to wait: most sockets are idle, and there may be thousands. The byte that waits is a copy: the
    // runtime reads it again on a thread of its own, where an exception of the caller's memory would end the process.
    private byte[]? _waiting;
    private Action? _resume;
    private RoomLook? _room;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _pending;
    private CancellationTokenSource? _withdrawal;

    public PortablePort(Socket socket, ISendSink sink)
    {
        _socket = socket;
        _sink = sink;
        _wasBlocking = socket.Blocking;
        _send = new PortableSend(socket);
        socket.Blocking = false;
    }

    public override bool IsOpen => !_socket.SafeHandle.IsClosed;

    public override bool Accepts(SocketFlags flags) => (flags & ~Honoured) == 0;

    public override bool TryStart(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        if (_send.Try(data, flags, out outcome)) return true;
        var withdrawal = new CancellationTokenSource();
        try
        {
            _waiting ??= new byte[1];
            _waiting[0] = data.First.Span[0];
#pragma warning disable CA2012 // kept in a field because the outcome is taken once, by TakeOutcome
            _pending = _socket.SendAsync(_waiting.AsMemory(), flags, withdrawal.Token).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
        }
        catch (Exception error)
        {
            outcome = PortableSend.OutcomeOf(error);
            return true;
        }

        if (_pending.IsCompleted)
        {
            outcome = TakeOutcome();
            return true;
        }

        Volatile.Write(ref _withdrawal, withdrawal);
        _pending.UnsafeOnCompleted(_resume ??= Resume);
        return false;
    }

    public override bool TryAtOnce(in Unsent data, out NativeOutcome outcome) => _send.Try(data, SocketFlags.None, out outcome);

    public override bool TryAwaitRoom(out NativeOutcome outcome)
    {
        if (_room is null) Volatile.Write(ref _room, new RoomLook(_socket, _sink, TimeProvider.System));
        return _room.TryStart(out outcome);
    }

    // The outcome of a send comes through the sink in any case: the byte may have gone at the same moment.
    public override bool TryWithdraw()
    {
        if (Volatile.Read(ref _room) is { } room && room.TryWithdraw()) return true;
        Volatile.Read(ref _withdrawal)?.Cancel();
        return false;
    }

    public override void Detach()
    {
        _room?.Stop();
        try
        {
            _socket.Blocking = _wasBlocking;
        }
        catch (ObjectDisposedException)
        {
            // Closed behind our back: there is nothing to give back.
        }
    }

    public override Task CloseAsync()
    {
        _room?.Stop();
        return GracefulClose.RunAsync(_socket);
    }

    private void Resume()
    {
        Volatile.Write(ref _withdrawal, null);
        _sink.Completed(TakeOutcome());
    }

    private NativeOutcome TakeOutcome()
    {
        try
        {
            return NativeOutcome.Moved(_pending.GetResult());
        }
        catch (OperationCanceledException)
        {
            return NativeOutcome.Withdrawn; // ours: no code of the caller has run here
        }
        catch (Exception error)
        {
            return PortableSend.OutcomeOf(error);
        }
        finally
        {
            _pending = default;
        }
    }
}
