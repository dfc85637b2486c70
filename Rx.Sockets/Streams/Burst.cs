namespace Rx.Sockets.Streams;

/// <summary>Tells single messages from the beginning of a burst, by the clock and without a timer. A single message is sent there and then;
/// those of a burst are better sent together, by another thread, while they come in.</summary>
internal struct Burst
{
    private const int Few = 8;
    private static readonly TimeSpan Short = TimeSpan.FromMicroseconds(100);

    private long _start;
    private int _count;

    /// <summary>A message found nothing under way. Whether that has happened more than a few times in a short while.</summary>
    public bool Goes(TimeProvider clock)
    {
        if (++_count <= Few) return false;
        var now = clock.GetTimestamp();
        var goes = clock.GetElapsedTime(_start, now) < Short;
        (_start, _count) = (now, goes ? Few : 0);
        return goes;
    }
}
