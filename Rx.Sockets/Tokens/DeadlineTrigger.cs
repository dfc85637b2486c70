using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Tokens;

/// <summary>Asks for a level at a time of day, on the engine's clock or on a scheduler of the user's.</summary>
internal sealed class DeadlineTrigger(DateTimeOffset dueTime, CancellationLevel level, IScheduler? scheduler) : CancelTrigger
{
    public override bool IsTimer => true;

    public override IDisposable Arm(ICancellable target, TimeProvider clock) =>
        scheduler is null ? OnEngine(target, clock) : OnScheduler(target, scheduler);

    private ITimer OnEngine(ICancellable target, TimeProvider clock)
    {
        var left = dueTime - clock.GetUtcNow();
        return clock.CreateTimer(_ => target.RequestCancel(level), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private IDisposable OnScheduler(ICancellable target, IScheduler on) =>
        on.Schedule((target, level), dueTime, static (_, request) =>
        {
            request.target.RequestCancel(request.level);
            return Disposable.Empty;
        });
}
