using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets.Engines;

namespace Rx.Sockets;

/// <summary>Notifications on a scheduler of the user's. One that runs work inside <c>Schedule</c>, or refuses it, is bypassed: then
/// the thread pool delivers.</summary>
/// <param name="scheduler">The user's.</param>
/// <param name="dueTime">One tick on virtual time, so that all virtual schedulers agree on the order; else zero.</param>
internal sealed class SchedulerExecutor(IScheduler scheduler, TimeSpan dueTime = default) : IExecutor
{
    [ThreadStatic]
    private static bool _scheduling;

    public void Post(IThreadPoolWorkItem item)
    {
        var outer = _scheduling;
        _scheduling = true;
        try
        {
            if (dueTime == default) scheduler.Schedule(item, static (_, work) => Run(work));
            else scheduler.Schedule(item, dueTime, static (_, work) => Run(work));
        }
        catch (Exception)
        {
            // A disposed scheduler, say. What was accepted is not lost for that.
            PoolExecutor.Instance.Post(item);
        }
        finally
        {
            _scheduling = outer;
        }
    }

    private static IDisposable Run(IThreadPoolWorkItem item)
    {
        if (_scheduling) PoolExecutor.Instance.Post(item);
        else item.Execute();
        return Disposable.Empty;
    }
}
