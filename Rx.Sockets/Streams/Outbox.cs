using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>Sends what waits in a backlog: one write at a time, and while it is under way what arrives is gathered for the next.</summary>
/// <remarks>
/// <para>At most one stack runs it. Whoever hands a message over and finds nothing under way sends it there and then; in a burst the thread
/// pool (or the loop) takes over, so that the source can go on and the next write carries all that has come in since.</para>
/// <para>The signal says whether somebody runs it or a write is pending (Running), and whether something has been added since it last
/// looked (More). It is idle only after a look that found nothing, with nothing added since. In a burst (Streaming) whoever adds says
/// nothing at all; whoever ends the burst makes the memory barrier for both, then looks once more.</para>
/// </remarks>
internal sealed class Outbox : IWriteOwner, IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int More = 2;
    private const int Streaming = 3;

    // A stack that keeps sending lets others have their turn.
    private const int BatchesInARow = 64;

    private readonly SendQueue _queue;
    private readonly Backlog _backlog;
    private readonly IOutboxOwner _owner;
    private readonly OutboxWrite _write;
    private OutboxWrite? _rest;
    private OutboxStop? _stop;
    private Burst _burst;
    private int _signal;
    private int _posted;
    private int _queued;
    private bool _finishing;
    private bool _unwatched;
    private bool _over;

    public Outbox(SendQueue queue, Backlog backlog, IOutboxOwner owner)
    {
        (_queue, _backlog, _owner) = (queue, backlog, owner);
        _write = new OutboxWrite(queue, this);
    }

    private CancellationLevel Asked => Stopped?.AskedOfWrite ?? CancellationLevel.None;

    private OutboxStop? Stopped => Volatile.Read(ref _stop);

    /// <summary>Something has been added.</summary>
    public void Signal()
    {
        if (Volatile.Read(ref _signal) == Streaming || Interlocked.Exchange(ref _signal, More) != Idle) return;
        if (!_queue.GoesOnWhileWaiting || !_burst.Goes(_queue.Clock))
        {
            Run();
            return;
        }

        Volatile.Write(ref _signal, Streaming);
        Post();
    }

    /// <summary>Sends what is offered there and then, if nothing is under way: the way of a socket that keeps up. By whoever offers.</summary>
    /// <param name="offering">What the stream has grown by.</param>
    /// <param name="isOut">Whether all of it is out, and its count is the caller's.</param>
    /// <returns>Whether it is out or on its way. If not, something is under way.</returns>
    public bool TryAtOnce(in Offering offering, out bool isOut)
    {
        var isTaken = TryLend(offering, out var port);
        isOut = port is not null && Tried(offering, port.Attempt(new Unsent(offering.Slice)));
        return isTaken;
    }

    /// <summary>The same, where the attempt is the caller's.</summary>
    /// <param name="offering">As above.</param>
    /// <param name="port">What the attempt is to be made on, and <see cref="Tried"/> to be called with its outcome, at once; null: it is on
    /// its way without one.</param>
    /// <returns>False: something is under way.</returns>
    public bool TryLend(in Offering offering, out SendPort? port)
    {
        port = null;
        if (Interlocked.CompareExchange(ref _signal, Running, Idle) != Idle) return false;
        if (_backlog.IsInStep(offering)) port = _queue.TryLend();
        if (port is null) Run();
        return true;
    }

    /// <summary>The attempt has ended.</summary>
    /// <returns>Whether all of it is out, and its count is the caller's. If not, the rest is on its way.</returns>
    public bool Tried(in Offering offering, in NativeOutcome outcome)
    {
        var isOut = outcome.Bytes == offering.Slice.Length;
        if (isOut) Take(offering);
        else if (!Follow(outcome)) return false;
        if (!isOut || Interlocked.CompareExchange(ref _signal, Idle, Running) != Running) Run();
        return isOut;
    }

    /// <summary>There is enough for a write by now: if it waits for a thread, this one does it.</summary>
    public void Help()
    {
        if (Volatile.Read(ref _posted) == 1 && Interlocked.Exchange(ref _posted, 0) == 1) Run(helps: true);
    }

    /// <summary>Nothing will be added: ends when all is out.</summary>
    public void Finish()
    {
        Volatile.Write(ref _finishing, true);
        Signal();
    }

    /// <summary>Nobody waits for it any more, so a peer that takes nothing must not hold it up for ever.</summary>
    public void Unwatch()
    {
        Interlocked.Exchange(ref _unwatched, true); // before the look at the write; Send looks the other way round
        _write.Ask(CancellationLevel.None, unwatched: true);
    }

    /// <summary>Ends it before all is out; the first to ask is heard.</summary>
    /// <returns>Whether this was the first.</returns>
    public bool Stop(OutboxStop stop)
    {
        if (Interlocked.CompareExchange(ref _stop, stop, null) is not null) return false;
        if (!stop.NeedsWrite) _backlog.Seal();
        _write.Ask(stop.AskedOfWrite, unwatched: true);
        Signal();
        return true;
    }

    /// <inheritdoc/>
    public void GoOn()
    {
        if (_rest is not null ? SettleRest() : Settle()) Run();
    }

    /// <summary>The thread that it was posted to; nothing if another one was quicker.</summary>
    public void Execute()
    {
        Interlocked.Exchange(ref _queued, 0); // before the look whether it is still wanted; Post looks the other way round
        if (Interlocked.Exchange(ref _posted, 0) == 1) Run();
    }

    private void Post()
    {
        Volatile.Write(ref _posted, 1);
        if (Interlocked.Exchange(ref _queued, 1) == 0) _queue.Hands.Post(this);
    }

    /// <param name="helps">Somebody else is to come for it: what this stack leaves is theirs.</param>
    private void Run(bool helps = false)
    {
        for (var batches = 0; !_over; batches++)
        {
            if (batches == BatchesInARow && _queue.GoesOnWhileWaiting)
            {
                Post();
                return;
            }

            if (Volatile.Read(ref _signal) != Streaming) Interlocked.Exchange(ref _signal, Running);
            if (!Step(helps)) return;
        }
    }

    /// <summary>Sends the next batch, or ends if there is none to come. Whether this stack goes on.</summary>
    private bool Step(bool helps)
    {
        var finishing = Volatile.Read(ref _finishing); // before the look: nothing is added after it
        var stop = Stopped;
        if (stop is not { NeedsWrite: false } && TryTake()) return Send();
        if (finishing || stop is not null)
        {
            End(Stopped?.Error); // it may have come with the look
            return false;
        }

        if (helps) Post();
        else if (TryRest()) _owner.Idle();
        else return true;
        return false;
    }

    /// <summary>Nothing was found. False: something may have been added meanwhile.</summary>
    private bool TryRest()
    {
        if (Volatile.Read(ref _signal) != Streaming) return Interlocked.CompareExchange(ref _signal, Idle, Running) == Running;
        Interlocked.Exchange(ref _signal, Running);
        Interlocked.MemoryBarrierProcessWide(); // what was added by whoever saw no need to say so shows at the next look
        return false;
    }

    private bool TryTake()
    {
        try
        {
            return _backlog.TryTake();
        }
        catch (Exception error)
        {
            Stop(new OutboxStop(CancellationLevel.Total, error)); // a comparer of the user's; met at the next look
            return false;
        }
    }

    /// <summary>Begins the write of a batch. Whether it is over, and the next may follow.</summary>
    private bool Send() => _write.Begin(_backlog.Batch.Buffers, Volatile.Read(ref _unwatched), Asked) ? Settle() : Pend();

    private void Take(in Offering offering)
    {
        _queue.TakeBack(offering.Slice.Length);
        _backlog.GoAhead(offering);
    }

    /// <summary>The same of a batch whose beginning was tried at once.</summary>
    private bool Follow(in NativeOutcome tried)
    {
        _backlog.TakeBegun();
        return _write.BeginAfter(tried, _backlog.Batch.Buffers, Volatile.Read(ref _unwatched), Asked) ? Settle() : Pend();
    }

    /// <summary>The write is pending. Whoever asked while it was not yet found nothing to ask.</summary>
    private bool Pend()
    {
        if (Stopped is { } stop) _write.Ask(stop.AskedOfWrite, unwatched: true);
        else if (Volatile.Read(ref _unwatched)) _write.Ask(CancellationLevel.None, unwatched: true);
        return false;
    }

    private bool Settle()
    {
        var result = _write.Result;
        var error = result.IsSuccess ? null : new SendException(result, _write.Cause);
        _write.LetGo();
        if (result.Cancelled == CancellationLevel.Partial && Stopped is { EndsMessage: true })
        {
            var rest = _backlog.Batch.RestAfter(result.BytesTransferred);
            if (rest.Length > 0)
            {
                _rest = new OutboxWrite(_queue, this);
                return _rest.BeginRest(rest) && SettleRest();
            }
        }

        return Settle(result.BytesTransferred, error);
    }

    /// <summary>The message under way when it was stopped is out, or was stopped itself.</summary>
    private bool SettleRest()
    {
        _rest!.LetGo();
        return Settle(_write.Result.BytesTransferred + _rest.Result.BytesTransferred, error: null);
    }

    private bool Settle(long bytes, SendException? error)
    {
        _backlog.Settle(bytes);
        _owner.Freed(bytes);
        if (error is null) return true;
        End(Stopped is { } stop ? stop.Error : error);
        return false;
    }

    private void End(Exception? error)
    {
        _over = true;
        _backlog.Close();
        _owner.Ended(error);
    }
}
