using System.Reactive.Concurrency;

namespace Rx.Sockets.Virtual;

/// <summary>The time of a scheduler as a <see cref="TimeProvider"/>; one timestamp is one tick of <see cref="TimeSpan"/>.</summary>
internal sealed class VirtualClock(IScheduler scheduler) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => scheduler.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
