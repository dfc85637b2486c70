using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>Tells an observer how far a stream has come, and how it ended: one call at a time, never inside, the newest counts only.</summary>
internal sealed class Feed(
    IExecutor executor, IObserver<SendProgress> observer, Action<SendProgress>? settled, Func<SendProgress> progress, IDisposable source)
    : IThreadPoolWorkItem
{
    /// <summary>While bytes keep flowing the observer hears once for so many.</summary>
    public const long BytesPerNotice = 1024 * 1024;

    private const int Posted = 1;
    private const int News = 2;
    private const int End = 4;

    private int _toTell;
    private bool _left;
    private Exception? _error;

    /// <summary>There is something to tell.</summary>
    public void Notify()
    {
        if (!Volatile.Read(ref _left)) Post(News);
    }

    /// <summary>The stream is over: its source is left, and the last thing told.</summary>
    public void Over(Exception? error)
    {
        _error = error;
        Post(End);
    }

    /// <summary>Nothing is told any more, but that all has settled.</summary>
    public void Leave() => Volatile.Write(ref _left, true);

    public void Execute()
    {
        if ((Interlocked.Exchange(ref _toTell, Posted) & End) != 0)
        {
            TellEnd();
            return;
        }

        try
        {
            if (!Volatile.Read(ref _left)) observer.OnNext(progress());
        }
        finally
        {
            // What has come since the exchange is not in what was told.
            if (Interlocked.CompareExchange(ref _toTell, 0, Posted) != Posted) executor.Post(this);
        }
    }

    private void Post(int what)
    {
        if ((Interlocked.Or(ref _toTell, what | Posted) & Posted) == 0) executor.Post(this);
    }

    private void TellEnd()
    {
        try
        {
            source.Dispose(); // user code, which may throw
        }
        finally
        {
            TellLast(progress());
        }
    }

    private void TellLast(SendProgress last)
    {
        try
        {
            settled?.Invoke(last);
        }
        finally
        {
            if (!Volatile.Read(ref _left)) observer.OnNext(last);
            if (!Volatile.Read(ref _left))
            {
                if (_error is null) observer.OnCompleted();
                else observer.OnError(_error);
            }
        }
    }
}
