namespace Rx.Sockets.Engines;

/// <summary>A timer of a loop. Its callback runs on the loop's turn; one that has been taken for running may still run after Dispose.</summary>
internal sealed class LoopTimer(TimerQueue queue, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Where the timer stands in the heap; -1 outside. Belongs to the queue's lock.</summary>
    public int Position { get; set; } = -1;

    /// <summary>When it is due, in ticks of the loop's clock. Belongs to the queue's lock.</summary>
    public long Due { get; set; }

    /// <summary>Breaks ties: first started, first run. Belongs to the queue's lock.</summary>
    public long Order { get; set; }

    /// <summary>Never to be started again. Belongs to the queue's lock.</summary>
    public bool IsDisposed { get; set; }

    public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Period = period;
        return dueTime == Timeout.InfiniteTimeSpan ? queue.Remove(this) : queue.Start(this, dueTime);
    }

    public void Fire()
    {
        if (Period > TimeSpan.Zero) queue.Start(this, Period);
        callback(state);
    }

    public void Dispose() => queue.Retire(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
