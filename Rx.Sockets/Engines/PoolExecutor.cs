namespace Rx.Sockets.Engines;

/// <summary>Notifications on the thread pool, each an item of its own: a handler may block on a send that it started.</summary>
internal sealed class PoolExecutor : IExecutor
{
    public static readonly PoolExecutor Instance = new();

    private PoolExecutor()
    {
    }

    // Not the thread's local queue: there an item could wait behind the handler that waits for it.
    public void Post(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
