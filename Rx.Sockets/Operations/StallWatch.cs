namespace Rx.Sockets.Operations;

/// <summary>Stops an unwatched send that gets no byte out for too long: a stalled peer must not block the socket for ever.</summary>
internal sealed class StallWatch(SendOperation operation, TimeProvider clock, TimeSpan limit) : IDisposable
{
    private long _lastByte = clock.GetTimestamp();
    private ITimer? _timer;
    private bool _disposed;

    public void Start()
    {
        var timer = clock.CreateTimer(static watch => ((StallWatch)watch!).Look(), this, limit, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _timer, timer);
        if (Volatile.Read(ref _disposed)) timer.Dispose();
    }

    /// <summary>A byte got out.</summary>
    public void Progressed() => Volatile.Write(ref _lastByte, clock.GetTimestamp());

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        Volatile.Read(ref _timer)?.Dispose();
    }

    private void Look()
    {
        var left = limit - clock.GetElapsedTime(Volatile.Read(ref _lastByte));
        if (left <= TimeSpan.Zero) operation.RequestCancel(CancellationLevel.Terminal);
        else Volatile.Read(ref _timer)?.Change(left, Timeout.InfiniteTimeSpan);
    }
}
