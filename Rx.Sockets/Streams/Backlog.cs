namespace Rx.Sockets.Streams;

/// <summary>What one socket has yet to be sent of a stream: a place in its chunks, and what policies have made of what comes after it.
/// Whoever sends takes and settles; whoever hands messages over makes room.</summary>
internal sealed class Backlog
{
    private readonly Lock _gate = new();
    private readonly Batch _batch = new();
    private readonly Sieve? _sieve;
    private readonly Tally? _total;
    private MessageList? _list;

    // The chunk in which the oldest byte lies that the kernel may still read: held, and with it all that follow.
    private Chunk _held;
    private LogCursor _next;

    // A copy of messages that are older than those at _next, when not all between them are to go; and the copy that is under way.
    private LogCursor _kept;
    private bool _hasKept;
    private Chunk? _keptUnderWay;

    private SendProgress _counts;
    private long _passed;
    private long _gone;

    /// <param name="start">Where it begins.</param>
    /// <param name="sieve">Knows the keys; null: messages have none.</param>
    /// <param name="total">Counts along; null: there is no other.</param>
    public Backlog(LogCursor start, Sieve? sieve, Tally? total = null)
    {
        (_held, _next, _sieve, _total, _gone, _passed) = (start.Chunk, start, sieve, total, start.Bytes, start.Messages);
        _held.Hold();
        total?.Join(_passed, _gone);
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
                var (log, kept) = (LeftFrom(_next), Kept);
                return _counts with
                {
                    QueuedMessages = log.Messages + kept.Messages + _batch.Messages,
                    QueuedBytes = log.Bytes + kept.Bytes + _batch.Bytes,
                };
            }
        }
    }

    private (long Messages, long Bytes) Kept => _hasKept ? LeftFrom(_kept) : default;

    /// <summary>Takes the next messages to be sent; <see cref="Batch"/> holds them. One batch at a time.</summary>
    public bool TryTake()
    {
        Chunk? passed = null;
        try
        {
            lock (_gate)
            {
                if (_sieve is not null) passed = Conflate();
                if (!_hasKept) return _batch.TryTake(ref _next);
                _hasKept = false;
                _keptUnderWay = _kept.Chunk;
                return _batch.TryTake(ref _kept) || _batch.TryTake(ref _next); // it may have been emptied to make room
            }
        }
        finally
        {
            passed?.Release();
        }
    }

    /// <summary>The batch is over. What of it is not out is dropped.</summary>
    /// <param name="bytes">Bytes that the kernel took.</param>
    public void Settle(long bytes)
    {
        Chunk? passed;
        lock (_gate)
        {
            var whole = _batch.WholeIn(bytes);
            Count(whole, bytes, _batch.Messages - whole);
            _batch.Clear();
            _keptUnderWay?.Release();
            _keptUnderWay = null;
            passed = MoveHold();
            CountGone();
        }

        passed?.Release();
    }

    /// <summary>Drops the oldest messages that have not begun, as many as it takes; conflates first if they have keys.</summary>
    /// <param name="end">The end of the stream.</param>
    /// <param name="length">What is to find room.</param>
    /// <param name="capacity">In so many bytes.</param>
    public void MakeRoom(long end, long length, long capacity)
    {
        Chunk? passed;
        lock (_gate)
        {
            passed = _sieve is null ? null : Conflate();
            while (end - _gone + length > capacity && TrySkip())
                CountGone();
            passed ??= MoveHold();
        }

        passed?.Release();
    }

    /// <summary>Drops the messages from byte <paramref name="start"/> of the stream on; those before it stay.</summary>
    public void DropFrom(long start)
    {
        Chunk? passed;
        lock (_gate)
        {
            if (_next.Bytes < start) Keep(ref _next, start);
            while (_next.TrySkipMessage())
                Count(0, 0, dropped: 1);
            passed = MoveHold();
            CountGone();
        }

        passed?.Release();
    }

    /// <summary>Drops all that has not begun.</summary>
    public void DropAll()
    {
        lock (_gate)
        {
            while (TrySkip())
            {
                // The next one.
            }

            CountGone();
        }
    }

    /// <summary>A message that was not even queued.</summary>
    public void DropOne()
    {
        lock (_gate)
            Count(0, 0, dropped: 1);
    }

    /// <summary>Lets go of the stream. Nothing is under way.</summary>
    public void Close()
    {
        DropAll();
        _held.Release();
        _total?.Leave(_passed, _gone);
    }

    private static (long Messages, long Bytes) LeftFrom(LogCursor start)
    {
        var end = start;
        end.MoveToEnd();
        return (end.Messages - start.Messages, end.Bytes - start.Bytes);
    }

    private Chunk? Conflate()
    {
        Chunk? passed = null;
        var list = _list ??= new MessageList();
        if (_hasKept) AddKept(list);
        var end = _next;
        list.Add(ref end);
        var gone = list.KeepNewest(_sieve!);
        if (gone > 0)
        {
            _next = end;
            Replace(list.Copy(_sieve));
            Count(0, 0, dropped: 0, gone);
            passed = MoveHold();
            CountGone();
        }

        list.Clear();
        return passed;
    }

    /// <summary>Copies what is queued and ends before byte <paramref name="until"/>, so that what follows it can be left out.</summary>
    private void Keep(ref LogCursor cursor, long until)
    {
        var list = _list ??= new MessageList();
        if (_hasKept) AddKept(list);
        list.Add(ref cursor, until);
        Replace(list.Copy(_sieve));
        list.Clear();
    }

    private void AddKept(MessageList list)
    {
        var kept = _kept;
        list.Add(ref kept);
    }

    private void Replace(Chunk kept)
    {
        if (_hasKept) _kept.Chunk.Release();
        (_kept, _hasKept) = (new LogCursor(kept), true);
    }

    private bool TrySkip()
    {
        var skipped = _hasKept && _kept.TrySkipMessage();
        if (!skipped && _hasKept)
        {
            _kept.Chunk.Release();
            _hasKept = false;
        }

        if (!skipped && !_next.TrySkipMessage()) return false;
        Count(0, 0, dropped: 1);
        return true;
    }

    /// <summary>What lies before the next message is not read any more, unless it is under way.</summary>
    /// <returns>To be released when the gate is open: the memory may be the user's, who is told.</returns>
    private Chunk? MoveHold()
    {
        var passed = _held;
        if (_batch.Messages > 0 || passed == _next.Chunk) return null;
        _held = _next.Chunk;
        _held.Hold();
        return passed;
    }

    private void Count(long messages, long bytes, long dropped, long conflated = 0)
    {
        _counts += new SendProgress(messages, bytes, dropped, conflated);
        _passed += messages + dropped + conflated;
        _total?.Count(messages, bytes, dropped, conflated);
    }

    private void CountGone()
    {
        var gone = _next.Bytes - Kept.Bytes - _batch.Bytes;
        _total?.Free(gone - _gone);
        Volatile.Write(ref _gone, gone);
    }
}
