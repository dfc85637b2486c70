using System.Reactive.Concurrency;
using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Virtual;

/// <summary>Notifications of one tick that share an item of the scheduler.</summary>
internal sealed class NotificationBatch : IThreadPoolWorkItem
{
    // Few enough that an array is no burden where few come.
    private const int Capacity = 64;

    private readonly Lock _gate = new();
    private readonly IThreadPoolWorkItem[] _items = new IThreadPoolWorkItem[Capacity];
    private readonly IScheduler _scheduler;
    private int _count;
    private bool _begun;

    public NotificationBatch(IScheduler scheduler, IThreadPoolWorkItem first)
    {
        _scheduler = scheduler;
        _items[_count++] = first;
    }

    /// <summary>False: it is full, or under way.</summary>
    public bool TryAdd(IThreadPoolWorkItem item)
    {
        lock (_gate)
        {
            if (_begun || _count == Capacity) return false;
            _items[_count++] = item;
            return true;
        }
    }

    /// <summary>All are told, whatever handlers throw; each exception goes out of the scheduler.</summary>
    public void Execute()
    {
        lock (_gate)
            _begun = true;
        ExceptionDispatchInfo? first = null;
        foreach (var item in _items.AsSpan(0, _count))
        {
            try
            {
                item.Execute();
            }
            catch (Exception error)
            {
                if (first is null) first = ExceptionDispatchInfo.Capture(error);
                else VirtualErrors.Throw(_scheduler, error);
            }
        }

        first?.Throw();
    }
}
