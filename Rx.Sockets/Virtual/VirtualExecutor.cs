using System.Reactive.Concurrency;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Virtual;

/// <summary>Notifications of a virtual socket: each is an item of the scheduler, due one tick later.</summary>
/// <remarks>
/// Those of a crowded tick share items: an item of a virtual scheduler costs more than a send. The first ones of a tick are
/// single, so that between few of them everything else that is due keeps its place. Real time has threads, and a handler that waits
/// for another notification: there nothing is shared.
/// </remarks>
internal sealed class VirtualExecutor(IScheduler scheduler) : IExecutor
{
    // More than a diagram has in one column.
    private const int Single = 64;

    private readonly Lock _gate = new();
    private readonly SchedulerExecutor _posts = new(scheduler, VirtualTimer.Tick);
    private readonly bool _isVirtual = IsVirtual(scheduler);
    private NotificationBatch? _batch;
    private long _now;
    private int _count;

    public void Post(IThreadPoolWorkItem item)
    {
        if (!_isVirtual || !TryShare(ref item)) _posts.Post(item);
    }

    // False: the item, or the batch that has become of it, is to be posted.
    private bool TryShare(ref IThreadPoolWorkItem item)
    {
        var now = scheduler.Now.UtcTicks;
        lock (_gate)
        {
            if (now != _now) (_now, _count, _batch) = (now, 0, null);
            if (_count < Single)
            {
                _count++;
                return false;
            }

            if (_batch?.TryAdd(item) == true) return true;
            item = _batch = new NotificationBatch(scheduler, item);
            return false;
        }
    }

    private static bool IsVirtual(IScheduler scheduler)
    {
        for (var type = scheduler.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VirtualTimeSchedulerBase<,>)) return true;
        }

        return false;
    }
}
