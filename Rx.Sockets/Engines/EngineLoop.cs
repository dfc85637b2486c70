using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Engines;

/// <summary>One engine, a run queue and timers, turned by whoever calls <see cref="RunOnce"/>: its own thread or a test.</summary>
internal sealed class EngineLoop : IExecutor, IDisposable
{
    // One turn delivers at most this many notifications, or for so long; then events and timers have their turn.
    private const int DeliveryBudget = 64;
    private static readonly TimeSpan DeliveryTime = TimeSpan.FromMicroseconds(200);

    private readonly SendEngine _engine;
    private readonly TimerQueue _timers;
    private readonly Action<Exception> _rethrow;
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _posted = new();
    private readonly ConditionalWeakTable<ISendSink, object> _attached = [];
    private readonly Lock _lifeGate = new();
    private readonly TaskCompletionSource _told = new();
    private int _sleeping;
    private int _runner;
    private bool _disposed;
    private bool _freed;

    /// <param name="engine">Owned from here on.</param>
    /// <param name="time">The system's clock.</param>
    /// <param name="rethrow">Where an exception of user code goes; null: the thread pool, which ends the process.</param>
    public EngineLoop(SendEngine engine, TimeProvider time, Action<Exception>? rethrow = null)
    {
        _engine = engine;
        _rethrow = rethrow ?? RethrowOnPool;
        _timers = new TimerQueue(time, WakeIfAsleep);
        Clock = new LoopClock(_timers, time);
    }

    public TimeProvider Clock { get; }

    public string Name => _engine.Name;

    public bool IsDisposed => Volatile.Read(ref _disposed);

    /// <summary>Whether the calling thread is turning this loop now.</summary>
    public bool IsCurrent => Volatile.Read(ref _runner) == Environment.CurrentManagedThreadId;

    /// <summary>Whether one thread turns the loop to its end (<see cref="RunToEnd"/>), and then frees the engine: what it has begun may
    /// be for it alone to end.</summary>
    public bool HasThread { get; set; }

    /// <inheritdoc cref="SendEngine.TakesTogether"/>
    public bool TakesTogether => _engine.TakesTogether;

    /// <inheritdoc cref="SendEngine.BeginTogether"/>
    public void BeginTogether(int count) => _engine.BeginTogether(count);

    /// <inheritdoc cref="SendEngine.EndTogether"/>
    public void EndTogether() => _engine.EndTogether();

    /// <inheritdoc cref="SendEngine.AttemptEach"/>
    public void AttemptEach(ReadOnlySpan<SendPort> ports, ReadOnlyMemory<byte> data, Span<NativeOutcome> outcomes) =>
        _engine.AttemptEach(ports, data, outcomes);

    public SendPort Attach(Socket socket, ISendSink sink, ZeroCopyTerms? zeroCopy = null)
    {
        lock (_lifeGate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _attached.Add(sink, sink);
        }

        var port = _engine.Attach(socket, sink);
        if (zeroCopy is not null) port.TakeZeroCopy(zeroCopy);
        return port;
    }

    /// <inheritdoc/>
    public void Post(IThreadPoolWorkItem item)
    {
        _posted.Enqueue(item);
        if (IsDisposed) HandOver();
        else WakeIfAsleep();
    }

    /// <summary>Turns the loop until something has run or the time is over.</summary>
    /// <exception cref="InvalidOperationException">Inside a handler of this loop, or while another thread turns it.</exception>
    public bool RunOnce(TimeSpan timeout)
    {
        Enter();
        try
        {
            var start = Clock.GetTimestamp();
            while (!IsDisposed)
            {
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - Clock.GetElapsedTime(start);
                var expired = timeout != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero;
                if (Turn(expired ? TimeSpan.Zero : left)) return true;
                if (expired) return false;
            }

            return false;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Turns the loop until it is disposed, then frees the engine.</summary>
    public void RunToEnd()
    {
        while (!IsDisposed)
            RunOnce(Timeout.InfiniteTimeSpan);
        _told.Task.Wait(); // another thread is just telling the sinks
        FreeIfIdle();
    }

    /// <summary>Stops every attached socket; what is still to be delivered goes to the thread pool. Does not wait.</summary>
    public void Dispose()
    {
        lock (_lifeGate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        foreach (var (sink, _) in _attached)
            sink.EngineStopped();
        HandOver();
        _engine.Wake();
        _told.SetResult();
        if (!HasThread) FreeIfIdle();
    }

    public static void RethrowOnPool(Exception error) =>
        ThreadPool.UnsafeQueueUserWorkItem(static e => ExceptionDispatchInfo.Throw(e), error, preferLocal: false);

    private bool Turn(TimeSpan patience)
    {
        var wait = Shorter(Shorter(patience, _timers.Next), _engine.Patience);
        // Published before the last look at the queue: whoever posts after that look sees it and wakes us.
        Interlocked.Exchange(ref _sleeping, 1);
        if (!_posted.IsEmpty || IsDisposed) wait = TimeSpan.Zero;
        else wait = Shorter(wait, _timers.Next);
        var any = _engine.Poll(wait);
        Volatile.Write(ref _sleeping, 0);
        any |= RunTimers();
        return any | Deliver();
    }

    private bool Deliver()
    {
        var start = Clock.GetTimestamp();
        var delivered = 0;
        while (delivered < DeliveryBudget && Clock.GetElapsedTime(start) < DeliveryTime && _posted.TryDequeue(out var item))
        {
            delivered++;
            try
            {
                item.Execute();
            }
            catch (Exception error)
            {
                _rethrow(error);
            }
        }

        return delivered > 0;
    }

    private bool RunTimers()
    {
        try
        {
            return _timers.RunDue();
        }
        catch (Exception error)
        {
            _rethrow(error);
            return true;
        }
    }

    private void Enter()
    {
        var runner = Interlocked.CompareExchange(ref _runner, Environment.CurrentManagedThreadId, 0);
        if (runner == Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("RunOnce was called inside a handler of the same loop; return from the handler instead.");
        if (runner != 0)
            throw new InvalidOperationException("Another thread is turning this loop; one thread at a time may call RunOnce.");
    }

    private void Leave()
    {
        // Dispose writes its mark, then looks for a runner; here it is the other way round. The fence lets at least one see the other.
        Interlocked.Exchange(ref _runner, 0);
        if (IsDisposed && !HasThread) FreeIfIdle();
    }

    /// <summary>The engine is freed by whoever comes last: the thread that disposes or the one that still turns the loop. Not before
    /// all sinks have been told: what comes back from an engine that ends would be started again by one that has not.</summary>
    private void FreeIfIdle()
    {
        lock (_lifeGate)
        {
            if (_freed || !_told.Task.IsCompleted || Volatile.Read(ref _runner) != 0) return;
            _freed = true;
        }

        _engine.Dispose();
    }

    private void HandOver()
    {
        while (_posted.TryDequeue(out var item))
            PoolExecutor.Instance.Post(item);
    }

    private void WakeIfAsleep()
    {
        // The exchange is also the fence between what was posted and this look at the loop.
        if (!IsCurrent && Interlocked.CompareExchange(ref _sleeping, 0, 1) == 1) _engine.Wake();
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan? b) => b switch
    {
        null => a,
        { } other when a == Timeout.InfiniteTimeSpan || other < a => other,
        _ => a,
    };
}
