using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Rx.Sockets.Virtual;

/// <summary>A timer on a scheduler. Due at once means one tick later, on every scheduler.</summary>
internal sealed class VirtualTimer(IScheduler scheduler, TimerCallback callback, object? state) : ITimer
{
    public static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly SerialDisposable _scheduled = new();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_scheduled.IsDisposed) return false;
        _scheduled.Disposable = dueTime == Timeout.InfiniteTimeSpan
            ? Disposable.Empty
            : scheduler.Schedule((Timer: this, Period: period), dueTime > Tick ? dueTime : Tick, static (_, due) => due.Timer.Fire(due.Period));
        return true;
    }

    public void Dispose() => _scheduled.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private IDisposable Fire(TimeSpan period)
    {
        if (period > TimeSpan.Zero) Change(period, period);
        callback(state);
        return Disposable.Empty;
    }
}
