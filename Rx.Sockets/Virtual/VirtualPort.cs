using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Virtual;

/// <summary>A kernel in a few lines: it takes what the peer has room for, or keeps the send until there is room.</summary>
/// <remarks>Nothing of queueing, levels or composition is here: that is the production code above the port. The sink, the observers
/// of the wire and the caller's memory are used outside the gate.</remarks>
internal sealed class VirtualPort(IScheduler scheduler, long window) : SendPort
{
    private const SocketFlags Honoured = SocketFlags.OutOfBand | SocketFlags.Peek | SocketFlags.DontRoute;

    // Like IOV_MAX: one native send takes no more slices.
    private const int MaxSlices = 1024;

    private readonly Lock _gate = new();
    private ISendSink? _sink;
    private Unsent _unsent;
    private bool _pending;
    private bool _onlyRoom;
    private bool _closed;
    private SocketError _once;
    private SocketError _always;
    private SerialSubject<Timestamped<ReadOnlyMemory<byte>>>? _wire;

    public override bool IsOpen => !Volatile.Read(ref _closed);

    /// <summary>Bytes that the peer has room for. Negative when its window has been made smaller than what lies in it.</summary>
    public long Room { get; private set; } = window;

    /// <summary>The most that one native send takes.</summary>
    public long Segment { get; set; } = long.MaxValue;

    /// <summary>All that was ever taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether our end has been closed, or its sending side shut down.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Told how many bytes each native send has taken; the network's way to know what is under way without a copy.</summary>
    public Action<long>? Took { get; set; }

    /// <summary>What was taken, native send by native send. Nothing is copied before somebody asks for it.</summary>
    public IObservable<Timestamped<ReadOnlyMemory<byte>>> Wire
    {
        get
        {
            lock (_gate)
                return _wire ??= new SerialSubject<Timestamped<ReadOnlyMemory<byte>>>();
        }
    }

    public SendPort Attach(ISendSink sink)
    {
        _sink = sink;
        return this;
    }

    /// <summary>Nobody moves virtual time on while its thread waits.</summary>
    public override bool GoesOnWhileWaiting => false;

    public override bool Accepts(SocketFlags flags) => (flags & ~Honoured) == 0;

    public override bool TryStart(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        long length;
        lock (_gate)
        {
            if (!Decides(data, out outcome, out length))
            {
                (_unsent, _pending) = (data, true);
                return false;
            }
        }

        if (length > 0) outcome = Take(data, length);
        return true;
    }

    public override bool TryAwaitRoom(out NativeOutcome outcome)
    {
        lock (_gate)
        {
            if (HasRoom(out outcome)) return true;
            (_pending, _onlyRoom) = (true, true);
            return false;
        }
    }

    public override bool TryWithdraw()
    {
        lock (_gate)
        {
            if (!_pending) return false;
            LetGo();
            return true;
        }
    }

    public override void Detach() => End();

    public override Task CloseAsync()
    {
        End();
        return Task.CompletedTask;
    }

    /// <summary>The peer reads, or its window changes.</summary>
    public void Open(long room) => Change(() => Room = Room > long.MaxValue - Math.Max(room, 0) ? long.MaxValue : Room + room);

    /// <summary>What sends come to from now on: <paramref name="once"/> for the pending or the next one, then
    /// <paramref name="always"/>; Success: nothing wrong.</summary>
    public void Fail(SocketError once, SocketError always) => Change(() =>
    {
        if (once != SocketError.Success) _once = once;
        if (always != SocketError.Success) _always = always;
    });

    /// <summary>The sending side is shut down on our end.</summary>
    public void ShutdownSend() => Change(() => (_always, HasEnded) = (SocketError.Shutdown, true));

    /// <summary>Closed by somebody else.</summary>
    public void CloseUnderneath() => Change(() => _closed = HasEnded = true);

    private void Change(Action change)
    {
        Unsent data;
        NativeOutcome outcome;
        long length;
        lock (_gate)
        {
            change();
            data = _unsent;
            length = 0;
            if (!_pending || !(_onlyRoom ? HasRoom(out outcome) : Decides(data, out outcome, out length))) return;
            LetGo();
        }

        _sink!.Completed(length > 0 ? Take(data, length) : outcome);
    }

    private void LetGo() => (_unsent, _pending, _onlyRoom) = (default, false, false);

    /// <summary>Whether a send would not have to wait; an error stays for the send. Gate.</summary>
    private bool HasRoom(out NativeOutcome outcome)
    {
        outcome = _closed ? NativeOutcome.Closed : NativeOutcome.Moved(0);
        return _closed || _once != SocketError.Success || _always != SocketError.Success || Math.Min(Room, Segment) > 0;
    }

    /// <summary>Whether a send can be brought to an end now; it has failed, or may take <paramref name="length"/> bytes. Gate.</summary>
    private bool Decides(in Unsent data, out NativeOutcome outcome, out long length)
    {
        length = 0;
        outcome = default;
        if (_closed)
        {
            outcome = NativeOutcome.Closed;
            return true;
        }

        var error = _once != SocketError.Success ? _once : _always;
        if (error != SocketError.Success)
        {
            _once = SocketError.Success;
            outcome = NativeOutcome.Failed(error);
            return true;
        }

        length = Math.Min(LengthOf(data), Math.Min(Room, Segment));
        if (length <= 0) return false;
        if (Room != long.MaxValue) Room -= length; // no limit stays no limit
        Taken += length;
        return true;
    }

    private NativeOutcome Take(in Unsent data, long length)
    {
        if (Volatile.Read(ref _wire) is { } wire && Record(wire, data, length) is { } error) return error;
        Took?.Invoke(length);
        return NativeOutcome.Moved(length);
    }

    private NativeOutcome? Record(SerialSubject<Timestamped<ReadOnlyMemory<byte>>> wire, in Unsent data, long length)
    {
        try
        {
            wire.Enqueue(new Timestamped<ReadOnlyMemory<byte>>(Copy(data, length), scheduler.Now));
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                if (Room != long.MaxValue) Room += length;
                Taken -= length;
            }

            return NativeOutcome.Failed(SocketError.Fault, error);
        }

        Publish(wire);
        return null;
    }

    // What an observer of the wire throws goes out of the scheduler: the send knows nothing of it.
    private void Publish(SerialSubject<Timestamped<ReadOnlyMemory<byte>>> wire)
    {
        try
        {
            wire.Execute();
        }
        catch (Exception error)
        {
            VirtualErrors.Throw(scheduler, error);
        }
    }

    private void End()
    {
        lock (_gate)
            _closed = HasEnded = true;
        if (_wire is not { } wire) return;
        wire.Complete();
        Publish(wire);
    }

    private static long LengthOf(in Unsent data)
    {
        var length = 0L;
        for (var i = 0; i < Math.Min(data.Count, MaxSlices); i++)
            length += data[i].Length;
        return length;
    }

    private static byte[] Copy(in Unsent data, long length)
    {
        var bytes = new byte[length];
        var used = 0;
        for (var i = 0; used < length; i++)
        {
            var piece = data[i].Span;
            piece = piece[..Math.Min(piece.Length, bytes.Length - used)];
            piece.CopyTo(bytes.AsSpan(used));
            used += piece.Length;
        }

        return bytes;
    }
}
