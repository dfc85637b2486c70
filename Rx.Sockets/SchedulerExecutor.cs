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
    private static readonly IThreadPoolWorkItem Handed = new Done();

    // What this thread is handing to a scheduler just now; taken out by a scheduler that runs it there and then.
    [ThreadStatic]
    private static IThreadPoolWorkItem? _handing;

    public void Post(IThreadPoolWorkItem item)
    {
        var outer = _handing;
        _handing = item;
        try
        {
            if (dueTime == default) scheduler.Schedule(item, static (_, work) => Run(work));
            else scheduler.Schedule(item, dueTime, static (_, work) => Run(work));
        }
        catch (Exception) when (_handing == item)
        {
            // A disposed scheduler, say. What was accepted is not lost for that.
            PoolExecutor.Instance.Post(item);
        }
        catch (Exception)
        {
            // It ran the item first: the thread pool has it already.
        }
        finally
        {
            _handing = outer;
        }
    }

    private static IDisposable Run(IThreadPoolWorkItem item)
    {
        if (_handing is null)
        {
            item.Execute();
            return Disposable.Empty;
        }

        if (_handing == item) _handing = Handed;
        PoolExecutor.Instance.Post(item);
        return Disposable.Empty;
    }

    private sealed class Done : IThreadPoolWorkItem
    {
        public void Execute()
        {
        }
    }
}
