namespace Rx.Sockets.Cancellation;

/// <summary>Asks for a level when a time has passed on the engine's clock.</summary>
internal sealed class TimerTrigger(TimeSpan dueTime, CancellationLevel level) : CancelTrigger
{
    public override bool IsTimer => true;

    public override IDisposable Arm(ICancellable target, TimeProvider clock) =>
        clock.CreateTimer(_ => target.RequestCancel(level), null, dueTime, Timeout.InfiniteTimeSpan);
}
