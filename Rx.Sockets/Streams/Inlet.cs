namespace Rx.Sockets.Streams;

/// <summary>Takes the messages of one source: frames them, and does what the policy says when they come faster than they go. One call at a
/// time, as Rx has it; calls that overlap are noticed and end the stream.</summary>
internal sealed class Inlet : IObserver<ReadOnlyMemory<byte>>, IObserver<BufferSequence>, IObserver<byte[]>
{
    private readonly MessageLog _log;
    private readonly IOutlet _outlet;
    private readonly OverflowKind _policy;
    private readonly long _capacity;
    private readonly bool _isBare;
    private readonly Room _room = new();
    private (BufferSequence Message, long Length) _kept;
    private bool _keeps;
    private long _wanted;
    private long _roomUntil;
    private long _waits;
    private bool _inside;
    private bool _closed;

    public Inlet(MessageLog log, OverflowKind policy, long capacity, IOutlet outlet) =>
        (_log, _policy, _capacity, _outlet, _isBare) = (log, policy, capacity, outlet, log.IsBare);

    /// <summary>What the source ended with, if with an error.</summary>
    public Exception? Error { get; private set; }

    /// <summary>How often the source was held up.</summary>
    public long Waits => Volatile.Read(ref _waits);

    /// <summary>Nothing is taken any more.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    private bool HasWanted
    {
        get
        {
            var gone = _outlet.Gone; // once: of many sockets it is a look at each
            return IsClosed || (!_log.Place.IsBeyond(gone, _capacity / 2) && Fits(_wanted, gone));
        }
    }

    /// <inheritdoc/>
    public void OnNext(ReadOnlyMemory<byte> value)
    {
        if (!_isBare || _inside || _closed || !HasRoom(value.Length))
        {
            Take(value);
            return;
        }

        _inside = true;
        bool taken;
        try
        {
            taken = _log.TryAppendBare(value.Span);
        }
        catch (Exception)
        {
            taken = false; // the caller's memory; said when it is met again
        }

        _inside = false;
        if (taken) _outlet.Signal();
        else Take(value);
    }

    /// <inheritdoc/>
    public void OnNext(BufferSequence value)
    {
        if (value.IsSingle) OnNext(value.Single);
        else Take(value);
    }

    /// <inheritdoc/>
    public void OnNext(byte[] value)
    {
        if (value is null) Refuse(new ArgumentNullException(nameof(value), "A source handed over null for a message; an empty one has a length of 0."));
        else OnNext(new ReadOnlyMemory<byte>(value));
    }

    /// <inheritdoc/>
    public void OnError(Exception error) => Finish(error);

    /// <inheritdoc/>
    public void OnCompleted() => Finish(null);

    /// <summary>Takes a message of a source that is pulled, or keeps it until there is room. One that comes too late, or is kept when the
    /// stream ends, is counted as dropped: it has left its source.</summary>
    /// <param name="message">Its memory must not change while it is kept.</param>
    /// <param name="pass">If it is kept, called once when <see cref="TakeKept"/> is to be, on any stack.</param>
    /// <returns>Whether it is not kept.</returns>
    public bool TryPull(BufferSequence message, Action pass)
    {
        if (IsClosed)
        {
            _outlet.DropOne();
            return true;
        }

        if (_policy != OverflowKind.Wait || (_isBare && message.IsSingle && HasRoom(message.Single.Length)))
        {
            OnNext(message);
            return true;
        }

        if (!TryMeasure(ref message, out var length)) return true;
        if (HasRoom(length))
        {
            Append(message, length);
            return true;
        }

        _kept = (message, length);
        Interlocked.Exchange(ref _keeps, true);
        _outlet.Help();
        WaitFor(length, pass);
        return false;
    }

    /// <summary>Takes the message that was kept, if there is one; there is room for it now.</summary>
    public void TakeKept()
    {
        if (!_keeps || !Interlocked.Exchange(ref _keeps, false)) return;
        var (message, length) = _kept;
        _kept = default;
        if (IsClosed) _outlet.DropOne();
        else Append(message, length);
    }

    /// <summary>The source has failed, or a message of it.</summary>
    public void Fail(Exception error) => Finish(error);

    /// <summary>There is more room than before.</summary>
    public void Freed()
    {
        if (_room.IsAwaited && HasWanted) _room.Open();
    }

    /// <summary>Takes nothing any more, and lets go whoever waits.</summary>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _closed, true)) return false;
        if (Interlocked.Exchange(ref _keeps, false)) _outlet.DropOne();
        _room.Open();
        return true;
    }

    /// <summary>Whether the next message finds room, by what is known of it.</summary>
    private bool HasRoom(long length) => (_log.End + length <= _roomUntil && length > 0) || FindsRoom(length);

    /// <summary>Looks how far there is room now, and whether the next message finds it.</summary>
    private bool FindsRoom(long length)
    {
        var gone = _outlet.Gone;
        _roomUntil = gone.Bytes + _capacity; // what is gone only grows
        return Fits(length, gone);
    }

    private bool Fits(long length, in LogPlace gone) => !_log.Place.After(length).IsBeyond(gone, _capacity) || _log.Place.Messages == gone.Messages;

    private void Take(BufferSequence message)
    {
        if (IsClosed) return;
        if (Interlocked.Exchange(ref _inside, true))
        {
            Refuse(new InvalidOperationException(
                "The source called OnNext while an earlier call had not returned. Rx wants them one after the other: put Synchronize() before SendTo."));
            return;
        }

        if (TryMeasure(ref message, out var length) && (Fits(length, _outlet.Gone) || TryMakeRoom(length))) Append(message, length);
        _inside = false;
    }

    private bool TryMeasure(ref BufferSequence message, out long length)
    {
        try
        {
            if (message.Snapshot() is { } slices) message = BufferSequence.Of(slices);
            length = _log.Measure(message);
            if (!IsClosed) return true;
            _outlet.DropOne(); // user code that was called for it has ended the stream, or somebody else has meanwhile
            return false;
        }
        catch (Exception error)
        {
            // The caller's list, key or framing; or the message is not to be framed.
            length = 0;
            Refuse(error);
            return false;
        }
    }

    private void Append(in BufferSequence message, long length)
    {
        bool filled;
        try
        {
            filled = _log.Append(message, length);
        }
        catch (Exception error)
        {
            // The caller's memory; or there is none for so long a message. Nothing of it was appended.
            Refuse(error);
            return;
        }

        _outlet.Signal();
        if (filled) _outlet.Help();
    }

    private bool TryMakeRoom(long length)
    {
        switch (_policy)
        {
            case OverflowKind.Wait or OverflowKind.Block:
                return Block(length);
            case OverflowKind.DropNewest:
                _outlet.DropOne();
                return false;
            case OverflowKind.DropOldest or OverflowKind.Latest:
                return TryDropOldest(length);
            default:
                if (Close()) _outlet.Overflowed(new SendOverflowException(length, _capacity), _policy == OverflowKind.Disconnect);
                return false;
        }
    }

    private bool TryDropOldest(long length)
    {
        try
        {
            _outlet.MakeRoom(_log.Place.After(length), _capacity);
            return true;
        }
        catch (Exception error)
        {
            Refuse(error); // a comparer of the user's
            return false;
        }
    }

    private bool Block(long length)
    {
        if (!_outlet.GoesOnWhileWaiting)
        {
            Refuse(new InvalidOperationException(
                "Overflow.Block would wait on the thread that has to make room: the loop's own, or that of virtual time. Use another policy, or hand the messages over on another thread."));
            return false;
        }

        Interlocked.Exchange(ref _keeps, true);
        while (!Fits(length, _outlet.Gone) && !IsClosed)
        {
            _outlet.Help();
            var passed = new TaskCompletionSource();
            WaitFor(length, passed.SetResult);
            passed.Task.Wait();
        }

        if (!Interlocked.Exchange(ref _keeps, false)) return false; // whoever closed has counted it, before the last counts were told
        if (!IsClosed) return true;
        _outlet.DropOne();
        return false;
    }

    private void WaitFor(long length, Action pass)
    {
        _wanted = length;
        _room.Prepare(pass);
        if (HasWanted)
        {
            _room.Open();
            return;
        }

        _waits++;
        _outlet.Held();
    }

    /// <summary>The message will not go out, and with it the stream ends.</summary>
    private void Refuse(Exception error)
    {
        _outlet.DropOne();
        Fail(error);
    }

    private void Finish(Exception? error)
    {
        if (!Close()) return;
        Error = error;
        _outlet.Finish();
    }
}
