using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>Tells an observer how far a stream has come, and how it ended: one call at a time, never inside, the newest counts only.</summary>
internal sealed class Feed(IExecutor executor, IObserver<SendProgress> observer, Action<SendProgress>? settled, Func<SendProgress> progress)
    : IThreadPoolWorkItem
{
    /// <summary>While bytes keep flowing the observer hears once for so many.</summary>
    public const long BytesPerNotice = 1024 * 1024;

    private const int News = 1;
    private const int End = 2;

    private int _toTell;
    private bool _left;
    private Exception? _error;

    /// <summary>There is something to tell.</summary>
    public void Notify()
    {
        if (!Volatile.Read(ref _left)) Post(News);
    }

    /// <summary>The stream is over: the last thing to tell.</summary>
    public void Over(Exception? error)
    {
        _error = error;
        Post(End);
    }

    /// <summary>Nothing is told any more, but that all has settled.</summary>
    public void Leave() => Volatile.Write(ref _left, true);

    public void Execute()
    {
        var told = Volatile.Read(ref _toTell);
        if ((told & End) != 0)
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
            if (Interlocked.CompareExchange(ref _toTell, 0, told) != told) executor.Post(this);
        }
    }

    private void Post(int what)
    {
        if (Interlocked.Or(ref _toTell, what) == 0) executor.Post(this);
    }

    private void TellEnd()
    {
        var last = progress();
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
