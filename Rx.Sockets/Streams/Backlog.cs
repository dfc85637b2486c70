namespace Rx.Sockets.Streams;

/// <summary>What one socket has yet to be sent of a stream: a place in its chunks, and what policies have made of what comes after it.
/// Whoever sends takes and settles; whoever hands messages over makes room.</summary>
internal sealed class Backlog
{
    private readonly Lock _gate = new();
    private readonly Batch _batch = new();
    private readonly Conflater? _conflater;

    // The chunk in which the oldest byte lies that the kernel may still read: held, and with it all that follow.
    private Chunk _held;
    private LogCursor _next;

    // Conflated messages, older than those at _next; and those of them that are under way.
    private LogCursor _kept;
    private bool _hasKept;
    private Chunk? _keptUnderWay;

    private long _messages;
    private long _bytes;
    private long _dropped;
    private long _conflated;
    private long _gone;

    /// <param name="start">Where it begins.</param>
    /// <param name="conflater">null: messages have no keys.</param>
    public Backlog(LogCursor start, Conflater? conflater)
    {
        (_held, _next, _conflater, _gone) = (start.Chunk, start, conflater, start.Bytes);
        _held.Hold();
    }

    /// <summary>The bytes of the stream that do not count against the capacity any more.</summary>
    public long Gone => Volatile.Read(ref _gone);

    /// <summary>What is under way.</summary>
    public Batch Batch => _batch;

    /// <summary>The counts now.</summary>
    public SendProgress Progress
    {
        get
        {
            lock (_gate)
            {
                var end = _next;
                end.MoveToEnd();
                var (keptMessages, keptBytes) = Kept();
                return new SendProgress(
                    _messages,
                    _bytes,
                    _dropped,
                    _conflated,
                    end.Messages - _next.Messages + keptMessages + _batch.Messages,
                    end.Bytes - _next.Bytes + keptBytes + _batch.Bytes);
            }
        }
    }

    /// <summary>Takes the next messages to be sent; <see cref="Batch"/> holds them. One batch at a time.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (_conflater is not null) Conflate();
            if (!_hasKept) return _batch.TryTake(ref _next);
            _batch.TryTake(ref _kept);
            (_keptUnderWay, _hasKept) = (_kept.Chunk, false);
            return true;
        }
    }

    /// <summary>The batch is over. What of it is not out is dropped.</summary>
    /// <param name="bytes">Bytes that the kernel took.</param>
    public void Settle(long bytes)
    {
        Chunk? kept;
        Chunk passed;
        lock (_gate)
        {
            var whole = _batch.WholeIn(bytes);
            _messages += whole;
            _dropped += _batch.Messages - whole;
            _bytes += bytes;
            _batch.Clear();
            (kept, _keptUnderWay) = (_keptUnderWay, null);
            passed = _held;
            HoldNext();
            CountGone();
        }

        kept?.Release();
        passed.Release();
    }

    /// <summary>Drops the oldest messages that have not begun, as many as it takes; conflates first if they have keys.</summary>
    /// <param name="end">The end of the stream.</param>
    /// <param name="length">What is to find room.</param>
    /// <param name="capacity">In so many bytes.</param>
    public void MakeRoom(long end, long length, long capacity)
    {
        lock (_gate)
        {
            if (_conflater is not null) Conflate();
            CountGone();
            while (end - _gone + length > capacity && TrySkip())
            {
                _dropped++;
                CountGone();
            }
        }
    }

    /// <summary>Drops all that has not begun.</summary>
    public void DropAll()
    {
        lock (_gate)
        {
            while (TrySkip())
                _dropped++;
            CountGone();
        }
    }

    /// <summary>A message that was not even queued.</summary>
    public void DropOne()
    {
        lock (_gate)
            _dropped++;
    }

    /// <summary>Lets go of the stream. Nothing is under way.</summary>
    public void Close()
    {
        Chunk held;
        lock (_gate)
        {
            DropAll();
            held = _held;
        }

        held.Release();
    }

    private void Conflate()
    {
        var kept = _conflater!.Conflate(_hasKept ? _kept : null, ref _next, out var gone);
        if (kept is null) return;
        if (_hasKept) _kept.Chunk.Release();
        (_kept, _hasKept) = (new LogCursor(kept), true);
        _conflated += gone;
        if (_batch.Messages == 0) MoveHold();
        CountGone();
    }

    private bool TrySkip()
    {
        if (!_hasKept) return _next.TrySkipMessage();
        if (_kept.TrySkipMessage()) return true;
        _kept.Chunk.Release();
        _hasKept = false;
        return _next.TrySkipMessage();
    }

    private void MoveHold()
    {
        var passed = _held;
        HoldNext();
        passed.Release();
    }

    private void HoldNext()
    {
        _next.Chunk.Hold();
        _held = _next.Chunk;
    }

    private void CountGone() => Volatile.Write(ref _gone, _next.Bytes - Kept().Bytes - _batch.Bytes);

    private (long Messages, long Bytes) Kept()
    {
        if (!_hasKept) return default;
        var end = _kept;
        end.MoveToEnd();
        return (end.Messages - _kept.Messages, end.Bytes - _kept.Bytes);
    }
}
