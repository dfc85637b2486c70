using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets;

/// <summary>Asks for a level when a time has passed on a scheduler of the user's.</summary>
internal sealed class SchedulerTrigger(TimeSpan dueTime, CancellationLevel level, IScheduler scheduler) : CancelTrigger
{
    public override bool IsTimer => true;

    public override IDisposable Arm(ICancellable target, TimeProvider clock) =>
        scheduler.Schedule((target, level), dueTime, static (_, request) =>
        {
            request.target.RequestCancel(request.level);
            return Disposable.Empty;
        });
}
