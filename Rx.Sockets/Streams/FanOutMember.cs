using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>One socket of a stream to many: its own place in the stream, its own writes, its own policy.</summary>
internal sealed class FanOutMember : IOutboxOwner
{
    private readonly FanOut _stream;
    private readonly OverflowKind _policy;
    private readonly long _capacity;
    private readonly Backlog _backlog;
    private readonly Outbox _outbox;
    private bool _removed;
    private bool _ended;

    public FanOutMember(FanOut stream, RxSocket socket, OverflowKind policy, long capacity, Backlog backlog)
    {
        (_stream, Socket, _policy, _capacity, _backlog) = (stream, socket, policy, capacity, backlog);
        _outbox = new Outbox(socket.Queue, backlog, this);
    }

    public RxSocket Socket { get; }

    /// <summary>It is sent nothing any more.</summary>
    public bool HasEnded => Volatile.Read(ref _ended);

    public SendProgress Progress => _backlog.Progress;

    /// <summary>To here the stream does not count against its capacity any more.</summary>
    public LogPlace Gone => _backlog.Gone;

    /// <summary>The source is to wait for it.</summary>
    public bool IsWaitedFor => _policy == OverflowKind.Wait;

    /// <summary>The stream has grown. By whoever sweeps.</summary>
    /// <param name="offering">By this.</param>
    /// <returns>Whether it has been sent and not been counted.</returns>
    public bool Offer(in Offering offering)
    {
        if (!IsWaitedFor && _outbox.TryAtOnce(offering, out var isOut)) return isOut; // the source looks at the place of those it waits for
        Queue(offering);
        return false;
    }

    /// <summary>The same, for an engine that makes the attempts of many sockets together.</summary>
    /// <returns>What the attempt is to be made on, of which <see cref="Tried"/> is to be told; null: it goes without one.</returns>
    public SendPort? Lend(in Offering offering)
    {
        if (!IsWaitedFor && _outbox.TryLend(offering, out var port)) return port;
        Queue(offering);
        return null;
    }

    /// <summary>The attempt has ended.</summary>
    /// <returns>As for <see cref="Offer"/>.</returns>
    public bool Tried(in Offering offering, in NativeOutcome outcome) => _outbox.Tried(offering, outcome);

    /// <summary>The stream is over, or has been left.</summary>
    public void End(OutboxStop? stop)
    {
        if (stop is not null and not { Level: CancellationLevel.None })
        {
            _outbox.Stop(stop);
            return;
        }

        if (stop is not null) _outbox.Unwatch();
        _outbox.Finish();
    }

    /// <summary>It has been removed, perhaps while the stream ended.</summary>
    public bool IsRemoved => Volatile.Read(ref _removed);

    /// <summary>It is removed: nobody waits for it.</summary>
    public void Remove()
    {
        Volatile.Write(ref _removed, true); // before it may end
        _outbox.Stop(new OutboxStop(CancellationLevel.Total, Error: null));
        if (IsWaitedFor) _stream.Forgone(this);
    }

    public void Freed(long bytes)
    {
        // Told when it is idle, or at the end of the sweep.
        if (IsWaitedFor) _stream.Freed(this);
    }

    public void Idle() => _stream.Progressed();

    public void Ended(Exception? error)
    {
        Volatile.Write(ref _ended, true);
        if (IsWaitedFor) _stream.Forgone(this);
        _stream.Ended(this, error);
    }

    private void Queue(in Offering offering)
    {
        _backlog.LeaveStep();
        if (offering.End.IsBeyond(_backlog.Gone, _capacity) && _backlog.Gone.Messages < offering.Start.Messages) Overflowed(offering.Start, offering.End);
        _outbox.Signal();
    }

    private void MakeRoom(in LogPlace end)
    {
        try
        {
            _backlog.MakeRoom(end, _capacity);
        }
        catch (Exception error)
        {
            _outbox.Stop(new OutboxStop(CancellationLevel.Total, error)); // a comparer of the user's; the sweep goes on for the others
        }
    }

    private void Overflowed(in LogPlace start, in LogPlace end)
    {
        switch (_policy)
        {
            case OverflowKind.Wait: // nothing is handed over that it has no room for, unless it has been removed
                break;
            case OverflowKind.DropNewest:
                _backlog.DropFrom(start.Messages);
                break;
            case OverflowKind.DropOldest or OverflowKind.Latest:
                MakeRoom(end);
                break;
            default:
                var disconnect = _policy == OverflowKind.Disconnect;
                var error = new SendOverflowException(end.Bytes - start.Bytes, _capacity);
                var stop = new OutboxStop(disconnect ? CancellationLevel.Terminal : CancellationLevel.Total, error);
                if (_outbox.Stop(stop) && disconnect) Socket.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
                break;
        }
    }
}
