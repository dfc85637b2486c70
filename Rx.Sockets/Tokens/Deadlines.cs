using System.Reactive.Concurrency;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Tokens;

/// <summary>Requests that are made when it is time.</summary>
internal static class Deadlines
{
    /// <exception cref="ArgumentOutOfRangeException">A negative or overlong time; an unknown level.</exception>
    public static CancelTrigger After(TimeSpan dueTime, CancellationLevel level, IScheduler? scheduler)
    {
        Times.Checked(dueTime, nameof(dueTime));
        Levels.Checked(level, nameof(level));
        return scheduler is null ? new TimerTrigger(dueTime, level) : new SchedulerTrigger(dueTime, level, scheduler);
    }

    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public static CancelTrigger At(DateTimeOffset dueTime, CancellationLevel level, IScheduler? scheduler)
    {
        Levels.Checked(level, nameof(level));
        return new DeadlineTrigger(dueTime, level, scheduler);
    }
}
