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

    // The chunk of the place is held, and with it all that follow. What is under way lies before it.
    private Chunk _held;
    private LogCursor _next;

    // A copy of messages that are older than those at _next, when not all between them are to go.
    private LogCursor _kept;
    private bool _hasKept;

    private SendProgress _counts;
    private long _passed;
    private long _goneBytes;
    private long _goneMessages;
    private bool _isSealed;

    /// <param name="start">Where it begins.</param>
    /// <param name="sieve">Knows the keys; null: messages have none.</param>
    /// <param name="total">Counts along; null: there is no other.</param>
    public Backlog(LogCursor start, Sieve? sieve, Tally? total = null)
    {
        (_held, _next, _sieve, _total) = (start.Chunk, start, sieve, total);
        (_goneBytes, _goneMessages, _passed) = (start.Bytes, start.Messages, start.Messages);
        _held.Hold();
        total?.Join(_passed, _goneBytes);
    }

    /// <summary>To here the stream does not count against the capacity any more. The two parts may be of slightly different times.</summary>
    public LogPlace Gone => new(Volatile.Read(ref _goneBytes), Volatile.Read(ref _goneMessages));

    /// <summary>What is under way.</summary>
    public Batch Batch => _batch;

    /// <summary>The counts now.</summary>
    public SendProgress Progress
    {
        get
        {
            lock (_gate)
            {
                var (log, kept) = _isSealed ? default : (LeftFrom(_next), Kept); // then nothing may be held any more
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
        Chunk? passed;
        bool taken;
        lock (_gate)
        {
            if (_isSealed) return false;
            if (_sieve is not null) Conflate();
            taken = _hasKept && _batch.TryTake(ref _kept); // it may have been emptied to make room
            LetKeptGo();
            taken = taken || _batch.TryTake(ref _next);
            passed = MoveHold();
        }

        passed?.Release();
        return taken;
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
            passed = MoveHold();
            CountGone();
        }

        _batch.LetGo();
        passed?.Release();
    }

    /// <summary>Drops the oldest messages that have not begun, as many as it takes; conflates first if they have keys.</summary>
    /// <param name="end">To where the stream goes, or is to go.</param>
    /// <param name="capacity">How much of it may wait.</param>
    /// <returns>Whether anything was left out.</returns>
    public bool MakeRoom(in LogPlace end, long capacity)
    {
        bool isLess;
        Chunk? passed;
        lock (_gate)
        {
            if (_isSealed) return false;
            var before = _passed;
            if (_sieve is not null) Conflate();
            while (end.IsBeyond(Gone, capacity) && TrySkip())
                CountGone();
            isLess = _passed != before;
            passed = MoveHold();
        }

        passed?.Release();
        return isLess;
    }

    /// <summary>Drops the messages of the stream after the first <paramref name="start"/>; those before them stay.</summary>
    public void DropFrom(long start)
    {
        Chunk? passed;
        lock (_gate)
        {
            if (_isSealed) return;
            if (_next.Messages < start) Keep(ref _next, start);
            while (_next.TrySkipMessage())
                Count(0, 0, dropped: 1);
            passed = MoveHold();
            CountGone();
        }

        passed?.Release();
    }

    /// <summary>Drops all that has not begun, and takes no notice of what comes after it.</summary>
    public void Seal()
    {
        lock (_gate)
        {
            while (!_isSealed && TrySkip())
            {
                // The next one.
            }

            _isSealed = true;
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
        Seal();
        _held.Release();
        _total?.Leave(_passed, _goneBytes);
    }

    private static (long Messages, long Bytes) LeftFrom(LogCursor start)
    {
        var end = start;
        end.MoveToEnd();
        return (end.Messages - start.Messages, end.Bytes - start.Bytes);
    }

    private void Conflate()
    {
        var list = _list ??= new MessageList();
        list.Clear();
        if (_hasKept) AddKept(list);
        var end = _next;
        list.Add(ref end);
        var gone = list.KeepNewest(_sieve!);
        if (gone > 0)
        {
            _next = end;
            Replace(list.Copy(_sieve));
            Count(0, 0, dropped: 0, gone);
            CountGone();
        }
    }

    /// <summary>Copies what is queued of the first <paramref name="until"/> messages of the stream, so that what follows it can be left out.</summary>
    private void Keep(ref LogCursor cursor, long until)
    {
        var list = _list ??= new MessageList();
        list.Clear();
        if (_hasKept) AddKept(list);
        list.Add(ref cursor, until);
        Replace(list.Copy(_sieve));
    }

    private void AddKept(MessageList list)
    {
        var kept = _kept;
        list.Add(ref kept);
    }

    private void Replace(Chunk kept)
    {
        LetKeptGo();
        (_kept, _hasKept) = (new LogCursor(kept), true);
    }

    private void LetKeptGo()
    {
        if (_hasKept) _kept.Chunk.Release(); // a copy: nobody is to be told
        _hasKept = false;
    }

    private bool TrySkip()
    {
        var skipped = _hasKept && _kept.TrySkipMessage();
        if (!skipped)
        {
            LetKeptGo();
            if (!_next.TrySkipMessage()) return false;
        }

        Count(0, 0, dropped: 1);
        return true;
    }

    /// <summary>What lies before the place is gone on from no more.</summary>
    /// <returns>To be released when the gate is open: the memory may be the user's, who is told.</returns>
    private Chunk? MoveHold()
    {
        _next.MoveOn();
        var passed = _held;
        if (passed == _next.Chunk) return null;
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
        var kept = Kept;
        var bytes = _next.Bytes - kept.Bytes - _batch.Bytes;
        _total?.Free(bytes - _goneBytes);
        Volatile.Write(ref _goneMessages, _next.Messages - kept.Messages - _batch.Messages);
        Volatile.Write(ref _goneBytes, bytes);
    }
}
