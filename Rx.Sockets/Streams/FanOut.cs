using System.Reactive.Disposables;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>One subscription of a stream of messages to a set of sockets; disposing it is unsubscribing. Each message is framed and copied
/// once, and each socket goes through the same chunks at its own pace.</summary>
/// <remarks>What has been handed over is offered to all sockets in a sweep. One stack at a time sweeps, and no socket is waited for: a
/// message that comes during a sweep is part of the next. The thread that hands over sweeps itself, but in a burst, and but for engines
/// that take many sends together on their loop.</remarks>
internal sealed class FanOut : IOutlet, IThreadPoolWorkItem, IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int More = 2;

    private readonly SocketSet _set;
    private readonly SendToOptions _options;
    private readonly FanOutMembers _members;
    private readonly MessageLog _log;
    private readonly Inlet _inlet;
    private readonly Tally _total = new();
    private readonly Feed _feed;
    private readonly Pace? _pace;
    private readonly SocketLedger? _ledger;
    private readonly SingleAssignmentDisposable _source = new();

    // To here the stream has been offered. Only whoever sweeps moves it.
    private LogCursor _offered;
    private long _offeredBytes;
    private long _offeredMessages;
    private long _sweptMessages;
    private OutboxStop? _stop;
    private Burst _burst;
    private int _signal;
    private int _posted;
    private bool _finishing;
    private bool _sweeping;
    private bool _disposed;

    /// <param name="set">Where to.</param>
    /// <param name="options">As checked.</param>
    /// <param name="overflow">The policy of each socket that has none of its own.</param>
    /// <param name="isPulled">Whether the source can be asked to wait.</param>
    /// <param name="observer">Hears the counts.</param>
    public FanOut(SocketSet set, SendToOptions options, Overflow overflow, bool isPulled, IObserver<SendProgress> observer)
    {
        (_set, _options) = (set, options);
        Executor = options.Scheduler is { } scheduler ? SocketChecks.ExecutorOf(scheduler) : PoolExecutor.Instance;
        var conflation = overflow.MakeConflation?.Invoke();
        _log = new MessageLog(options with { CopyUpTo = int.MaxValue }, conflation, released: null);
        _offered = _log.Start;
        _offered.Chunk.Hold();
        _pace = isPulled ? new Pace() : null;
        _members = new FanOutMembers(this, options.Capacity, overflow, conflation, _total, _pace);
        _inlet = new Inlet(_log, isPulled ? OverflowKind.Wait : OverflowKind.Block, options.Capacity, this);
        _feed = new Feed(Executor, observer, options.Settled, () => Progress, _source);
        if (options.SocketSettled is { } settled) _ledger = new SocketLedger(Executor, settled, () => _feed.Over(_inlet.Error));
    }

    /// <summary>Where notifications run.</summary>
    public IExecutor Executor { get; }

    public LogPlace Gone
    {
        get
        {
            var offered = new LogPlace(Volatile.Read(ref _offeredBytes), Volatile.Read(ref _sweptMessages));
            return _pace?.Look() is { } slowest && slowest.Messages < offered.Messages ? slowest : offered;
        }
    }

    public bool GoesOnWhileWaiting => _members.GoOnWhileWaiting;

    private SendProgress Progress =>
        _total.ProgressAt(Volatile.Read(ref _offeredMessages), Volatile.Read(ref _offeredBytes)) with { Waits = _inlet.Waits };

    public IDisposable Begin(Func<Inlet, IDisposable> subscribe)
    {
        try
        {
            _set.Join(this);
            _source.Disposable = subscribe(_inlet);
        }
        catch (Exception error)
        {
            _inlet.Fail(error); // Subscribe throws only for a null observer
        }

        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        _feed.Leave();
        _inlet.Close();
        try
        {
            _source.Dispose(); // user code, which may throw
        }
        finally
        {
            Interlocked.CompareExchange(ref _stop, new OutboxStop(_options.OnUnsubscribe, Error: null), null);
            Signal();
        }
    }

    /// <summary>Whether a socket may have this policy here.</summary>
    public void Check(Overflow? overflow, string parameter) => _members.Check(overflow, parameter);

    public void Add(RxSocket socket, Overflow? overflow) => _members.Add(socket, overflow);

    public void Remove(RxSocket socket) => _members.Remove(socket);

    /// <summary>Adds what each of these sockets has been sent of it to their counts.</summary>
    public void AddTo(Dictionary<RxSocket, SendProgress> counts) => _members.AddTo(counts);

    public void Signal()
    {
        if (Interlocked.Exchange(ref _signal, More) != Idle) return;
        if (_members.WantLoop || (_members.GoOnWhileWaiting && _burst.Goes(TimeProvider.System))) Post();
        else Run();
    }

    public void Help()
    {
        if (Volatile.Read(ref _posted) == 1 && !_members.WantLoop) Execute();
    }

    public void MakeRoom(in LogPlace end, long capacity)
    {
        // Each socket makes its own.
    }

    public void DropOne()
    {
        // A message that no socket was offered is in no socket's counts.
    }

    public void Held() => _feed.Notify();

    public void Overflowed(SendOverflowException error, bool disconnect)
    {
        // Nor does it overflow: it waits for a sweep, which waits for nobody.
    }

    public void Finish()
    {
        Volatile.Write(ref _finishing, true);
        Signal();
        _source.Dispose();
    }

    public void Execute()
    {
        if (Interlocked.Exchange(ref _posted, 0) == 1) Run();
    }

    /// <summary>A socket has been sent something.</summary>
    public void Progressed()
    {
        if (!Volatile.Read(ref _sweeping)) _feed.Notify();
    }

    /// <summary>A socket that the source waits for has more room than before.</summary>
    public void Freed(FanOutMember member)
    {
        if (_pace!.HasMoved(member)) _inlet.Freed();
    }

    /// <summary>A socket is not waited for any more.</summary>
    public void Forgone(FanOutMember member)
    {
        _pace!.Remove(member);
        _inlet.Freed();
    }

    /// <summary>A socket is sent nothing any more.</summary>
    public void Ended(FanOutMember member, Exception? error)
    {
        var departure = new SocketDeparture(member.Socket, member.Progress, error);
        _ledger?.Add(departure); // before it may be the last
        var wasLast = _members.Ended(member);
        if (error is not null || member.IsRemoved) _set.Departed(departure, Executor);
        if (wasLast) Over();
        else _feed.Notify();
    }

    private void Post()
    {
        Volatile.Write(ref _posted, 1);
        _members.Hands.Post(this);
    }

    private void Run()
    {
        while (!_members.IsClosed)
        {
            Interlocked.Exchange(ref _signal, Running);
            var stop = Volatile.Read(ref _stop);
            var finishing = stop is not null || Volatile.Read(ref _finishing); // before the sweep: nothing is added after it
            if (Sweep()) continue;
            if (finishing)
            {
                Close(stop);
            }
            else if (Interlocked.CompareExchange(ref _signal, Idle, Running) == Running)
            {
                return;
            }
        }
    }

    /// <summary>Offers what has come since the last sweep. Whether there was anything.</summary>
    private bool Sweep()
    {
        var (start, end) = (_offered, _offered);
        if (!Offering.TryTake(ref end, out var offering)) return false;
        Volatile.Write(ref _sweeping, true);
        Volatile.Write(ref _offeredMessages, end.Messages);
        _members.Offer(start, offering);
        _offered = end;
        if (end.Chunk != start.Chunk)
        {
            end.Chunk.Hold();
            start.Chunk.Release();
        }

        Volatile.Write(ref _sweptMessages, end.Messages);
        Volatile.Write(ref _offeredBytes, end.Bytes);
        Volatile.Write(ref _sweeping, false);
        _inlet.Freed();
        _feed.Notify();
        return true;
    }

    private void Close(OutboxStop? stop)
    {
        if (_members.Close(stop)) Over();
    }

    private void Over()
    {
        _set.Leave(this);
        _inlet.Close();
        _offered.Chunk.Release();
        if (_ledger is null) _feed.Over(_inlet.Error);
        else _ledger.End();
    }
}
