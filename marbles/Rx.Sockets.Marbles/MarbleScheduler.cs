using System.Reactive.Concurrency;

namespace Rx.Sockets.Marbles;

/// <summary>The clock of a scenario, with the rule of TestScheduler: what is due now or earlier runs one tick later.</summary>
public sealed class MarbleScheduler : VirtualTimeScheduler<long, long>
{
    /// <inheritdoc/>
    public override IDisposable ScheduleAbsolute<TState>(TState state, long dueTime, Func<IScheduler, TState, IDisposable> action) =>
        base.ScheduleAbsolute(state, dueTime <= Clock ? Clock + 1 : dueTime, action);

    /// <inheritdoc/>
    protected override long Add(long absolute, long relative) => absolute + relative;

    /// <inheritdoc/>
    protected override DateTimeOffset ToDateTimeOffset(long absolute) => new(absolute, TimeSpan.Zero);

    /// <inheritdoc/>
    protected override long ToRelative(TimeSpan timeSpan) => timeSpan.Ticks;
}
