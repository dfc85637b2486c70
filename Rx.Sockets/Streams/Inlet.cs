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
    private long _wanted;
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

    private bool HasWanted => IsClosed || (Fits(_wanted) && _log.End - _outlet.Gone <= _capacity / 2);

    /// <inheritdoc/>
    public void OnNext(ReadOnlyMemory<byte> value)
    {
        if (!_isBare || _inside || _closed || !Fits(value.Length))
        {
            Take(value);
            return;
        }

        _inside = true;
        var taken = _log.TryAppendBare(value.Span);
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

    /// <summary>Takes a message of a source that is pulled, when there is room for it.</summary>
    /// <returns>Whether more are wanted.</returns>
    public async ValueTask<bool> TakeAsync(BufferSequence message)
    {
        if (_policy != OverflowKind.Wait)
        {
            OnNext(message);
            return !IsClosed;
        }

        if (IsClosed || !TryMeasure(ref message, out var length)) return false;
        while (!Fits(length) && !IsClosed)
        {
            await WaitFor(length).ConfigureAwait(false);
        }

        if (IsClosed) return false;
        Append(message, length);
        return true;
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
        _room.Open();
        return true;
    }

    private bool Fits(long length)
    {
        var queued = _log.End - _outlet.Gone;
        return queued + length <= _capacity || queued == 0;
    }

    private void Take(BufferSequence message)
    {
        if (IsClosed) return;
        if (Interlocked.Exchange(ref _inside, true))
        {
            Refuse(new InvalidOperationException(
                "The source called OnNext while an earlier call had not returned. Rx wants them one after the other: put Synchronize() before SendTo."));
            return;
        }

        if (TryMeasure(ref message, out var length) && (Fits(length) || TryMakeRoom(length))) Append(message, length);
        _inside = false;
    }

    private bool TryMeasure(ref BufferSequence message, out long length)
    {
        try
        {
            if (message.Snapshot() is { } slices) message = BufferSequence.Of(slices);
            length = _log.Measure(message);
            return true;
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
        var filled = _log.Append(message, length);
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
                _outlet.MakeRoom(_log.End, length, _capacity);
                return true;
            default:
                if (Close()) _outlet.Overflowed(new SendOverflowException(length, _capacity), _policy == OverflowKind.Disconnect);
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

        while (!Fits(length) && !IsClosed)
        {
            _outlet.Help();
            WaitFor(length).Wait();
        }

        return !IsClosed;
    }

    // It was handed over, and will not go out.
    private void Refuse(Exception error)
    {
        if (!IsClosed) _outlet.DropOne();
        Fail(error);
    }

    private Task WaitFor(long length)
    {
        _wanted = length;
        var passed = _room.Prepare();
        if (HasWanted) _room.Open();
        else _waits++;
        return passed;
    }

    private void Finish(Exception? error)
    {
        Error ??= error;
        if (Close()) _outlet.Finish();
    }
}
