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
    private KeptMessages _kept;

    // In step: nothing is queued, and what is offered is sent ahead of the place, at no cost but these two sums. Of this chunk only.
    // They belong to whoever sends, the chunk to the gate, too.
    private Chunk? _step;
    private int _aheadBytes;
    private int _aheadMessages;

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
                var (log, kept) = _isSealed ? default : (_next.Left, _kept.Left); // then nothing may be held any more
                return (_counts + new SendProgress(_aheadMessages, _aheadBytes, 0, 0)) with
                {
                    QueuedMessages = log.Messages + kept.Messages + _batch.Messages - _aheadMessages,
                    QueuedBytes = log.Bytes + kept.Bytes + _batch.Bytes - _aheadBytes,
                };
            }
        }
    }

    /// <summary>Takes the next messages to be sent; <see cref="Batch"/> holds them. One batch at a time.</summary>
    public bool TryTake()
    {
        Chunk? passed;
        bool taken;
        lock (_gate)
        {
            if (_isSealed) return false;
            CatchUp();
            if (_sieve is not null) Conflate();
            taken = _kept.TryTake(_batch); // it may have been emptied to make room
            _kept.LetGo();
            taken = taken || _batch.TryTake(ref _next);
            passed = MoveHold();
        }

        passed?.Release();
        return taken;
    }

    /// <summary>Whether an offering is the next to go and may go ahead. By whoever sends, who offers, too.</summary>
    public bool IsInStep(in Offering offering) => (_step == offering.Chunk && MayGo(offering)) || TryStep(offering);

    /// <summary>The offering is out; whoever offers it counts it in the total.</summary>
    public void GoAhead(in Offering offering)
    {
        _aheadBytes += offering.Slice.Length;
        _aheadMessages += offering.Messages;
    }

    /// <summary>Takes the next messages, which have begun.</summary>
    public void TakeBegun()
    {
        lock (_gate)
        {
            CatchUp();
            _batch.TryTake(ref _next);
        }
    }

    /// <summary>Its place counts again. By whoever sends or offers.</summary>
    public void LeaveStep()
    {
        if (_step is null) return;
        lock (_gate)
            CatchUp();
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
            if (_step is not null) return; // nothing is queued
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
        LeaveStep();
        Seal();
        _held.Release();
        _total?.Leave(_passed, _goneBytes);
    }

    // Of several messages some may be conflated.
    private bool MayGo(in Offering offering) => offering.Slice.Length > 0 && (_sieve is null || offering.Messages == 1);

    private bool TryStep(in Offering offering)
    {
        Chunk? passed;
        lock (_gate)
        {
            CatchUp();
            passed = MoveHold();
            var isNext = !_isSealed && !_kept.Any && _next.Place == offering.Start;
            if (isNext && MayGo(offering) && _next.Chunk == offering.Chunk) _step = offering.Chunk;
        }

        passed?.Release();
        return _step is not null;
    }

    private void CatchUp()
    {
        if (_step is null) return;
        _next.Pass(_aheadBytes, _aheadMessages);
        _counts += new SendProgress(_aheadMessages, _aheadBytes, 0, 0);
        _passed += _aheadMessages;
        Volatile.Write(ref _goneMessages, _goneMessages + _aheadMessages);
        Volatile.Write(ref _goneBytes, _goneBytes + _aheadBytes);
        (_step, _aheadBytes, _aheadMessages) = (null, 0, 0);
    }

    private void Conflate()
    {
        var list = _list ??= new MessageList();
        list.Clear();
        _kept.AddTo(list);
        var end = _next;
        list.Add(ref end);
        var gone = list.KeepNewest(_sieve!);
        if (gone > 0)
        {
            _next = end;
            _kept.Replace(list.Copy(_sieve));
            Count(0, 0, dropped: 0, gone);
            CountGone();
        }
    }

    /// <summary>Copies what is queued of the first <paramref name="until"/> messages of the stream, so that what follows it can be left out.</summary>
    private void Keep(ref LogCursor cursor, long until)
    {
        var list = _list ??= new MessageList();
        list.Clear();
        _kept.AddTo(list);
        list.Add(ref cursor, until);
        _kept.Replace(list.Copy(_sieve));
    }

    private bool TrySkip()
    {
        if (!_kept.TrySkip())
        {
            _kept.LetGo();
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
        var kept = _kept.Left;
        var bytes = _next.Bytes - kept.Bytes - _batch.Bytes;
        _total?.Free(bytes - _goneBytes);
        Volatile.Write(ref _goneMessages, _next.Messages - kept.Messages - _batch.Messages);
        Volatile.Write(ref _goneBytes, bytes);
    }
}
