namespace Rx.Sockets.Operations;

/// <summary>Stops an unwatched send that gets no byte out for too long: a stalled peer must not block the socket for ever.</summary>
internal sealed class StallWatch(SendOperation operation, TimeProvider clock, TimeSpan limit) : IDisposable
{
    private long _lastByte = clock.GetTimestamp();
    private ITimer? _timer;
    private bool _disposed;

    public void Start()
    {
        // Known to Look before it runs. The exchanges here and in Dispose order each side's write before its look at the other's.
        var timer = clock.CreateTimer(static watch => ((StallWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Interlocked.Exchange(ref _timer, timer);
        if (Volatile.Read(ref _disposed)) timer.Dispose();
        else timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A byte got out.</summary>
    public void Progressed() => Volatile.Write(ref _lastByte, clock.GetTimestamp());

    public void Dispose()
    {
        Interlocked.Exchange(ref _disposed, true);
        Volatile.Read(ref _timer)?.Dispose();
    }

    private void Look()
    {
        var left = limit - clock.GetElapsedTime(Volatile.Read(ref _lastByte));
        if (left <= TimeSpan.Zero) operation.Stop();
        else Volatile.Read(ref _timer)?.Change(left, Timeout.InfiniteTimeSpan);
    }
}
