using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>A source that is pulled, as an observable.</summary>
/// <param name="source">The source.</param>
/// <param name="rethrow">Where an exception of user code goes; null: the thread pool, which ends the process.</param>
internal sealed class PushedEnumerable<T>(IAsyncEnumerable<T> source, Action<Exception>? rethrow = null) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var run = new PushRun<T>(source, observer, rethrow ?? EngineLoop.RethrowOnPool);
        ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
        return run;
    }
}
