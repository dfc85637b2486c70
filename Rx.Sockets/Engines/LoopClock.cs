namespace Rx.Sockets.Engines;

/// <summary>The clock of a loop: system time, with timers that run on the loop's turn.</summary>
internal sealed class LoopClock(TimerQueue timers, TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(timers, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
