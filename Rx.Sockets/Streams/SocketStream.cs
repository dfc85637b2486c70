using System.Reactive.Disposables;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>One subscription of a stream of messages to one socket; disposing it is unsubscribing.</summary>
internal sealed class SocketStream : IOutlet, IOutboxOwner, IDisposable
{
    // While a peer stalls, that messages are left out, or the source is held up, is told at once, and then once for so many.
    private const int StallsPerNotice = 1024;

    private readonly SendQueue _queue;
    private readonly CancellationLevel _onUnsubscribe;
    private readonly Backlog _backlog;
    private readonly Outbox _outbox;
    private readonly Feed _feed;
    private readonly Inlet _inlet;
    private readonly SingleAssignmentDisposable _source = new();
    private long _untold;
    private int _stalls;
    private bool _news;
    private bool _disposed;

    public SocketStream(SendQueue queue, SendToOptions options, Overflow overflow, IObserver<SendProgress> observer)
    {
        (_queue, _onUnsubscribe) = (queue, options.OnUnsubscribe);
        Executor = StreamChecks.ExecutorOf(options, queue);
        var conflation = overflow.MakeConflation?.Invoke();
        var log = new MessageLog(options, conflation, Release.On(Executor, options.Released));
        _backlog = new Backlog(log.Start, conflation?.NewSieve());
        _outbox = new Outbox(queue, _backlog, this);
        _inlet = new Inlet(log, overflow.Kind, options.Capacity, this);
        _feed = new Feed(Executor, observer, options.Settled, () => _backlog.Progress with { Waits = _inlet.Waits }, _source);
    }

    /// <summary>Where notifications run.</summary>
    public IExecutor Executor { get; }

    public LogPlace Gone => _backlog.Gone;

    public bool GoesOnWhileWaiting => _queue.GoesOnWhileWaiting && !_queue.IsTurning;

    /// <summary>Subscribes to the source, which may hand over at once.</summary>
    public IDisposable Begin(Func<Inlet, IDisposable> subscribe)
    {
        try
        {
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
            End();
        }
    }

    public void Signal() => _outbox.Signal();

    public void Help() => _outbox.Help();

    public void MakeRoom(in LogPlace end, long capacity)
    {
        if (_backlog.MakeRoom(end, capacity)) Stalled();
    }

    public void DropOne()
    {
        _backlog.DropOne();
        Stalled();
    }

    public void Held() => Stalled();

    public void Finish()
    {
        _outbox.Finish();
        _source.Dispose();
    }

    public void Overflowed(SendOverflowException error, bool disconnect)
    {
        _backlog.DropOne();
        _outbox.Stop(new OutboxStop(disconnect ? CancellationLevel.Terminal : CancellationLevel.Total, error));
        if (disconnect) _queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        _source.Dispose();
    }

    public void Freed(long bytes)
    {
        _inlet.Freed();
        (_news, _stalls) = (true, 0);
        _untold += bytes;
        if (_untold >= Feed.BytesPerNotice) Notify();
    }

    public void Idle()
    {
        if (_news) Notify();
    }

    public void Ended(Exception? error)
    {
        _inlet.Close();
        _feed.Over(error ?? _inlet.Error);
    }

    private void End()
    {
        if (_onUnsubscribe != CancellationLevel.None)
        {
            _outbox.Stop(new OutboxStop(_onUnsubscribe, Error: null));
            return;
        }

        _outbox.Unwatch();
        _outbox.Finish();
    }

    private void Stalled()
    {
        _news = true;
        if (_stalls++ % StallsPerNotice == 0) _feed.Notify();
    }

    private void Notify()
    {
        (_untold, _news) = (0, false);
        _feed.Notify();
    }
}
