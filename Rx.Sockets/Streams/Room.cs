namespace Rx.Sockets.Streams;

/// <summary>Where a source is held up until there is room. One waits at a time.</summary>
internal sealed class Room
{
    private TaskCompletionSource? _waiter;

    /// <summary>Whether somebody waits, or is about to.</summary>
    public bool IsAwaited
    {
        get
        {
            // Between what was freed and this look; the exchange in Prepare is between the other's mark and its look at what is free.
            Interlocked.MemoryBarrier();
            return Volatile.Read(ref _waiter) is not null;
        }
    }

    /// <summary>Whoever is about to wait says so, then looks once more whether there is room.</summary>
    /// <returns>Completes when it may pass.</returns>
    public Task Prepare()
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _waiter, waiter);
        return waiter.Task;
    }

    /// <summary>Lets whoever waits pass.</summary>
    public void Open() => Interlocked.Exchange(ref _waiter, null)?.SetResult();
}
