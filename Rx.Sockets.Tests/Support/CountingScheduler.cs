using System.Reactive.Concurrency;

namespace Rx.Sockets.Tests.Support;

/// <summary>Counts what is scheduled on another scheduler.</summary>
internal sealed class CountingScheduler(IScheduler inner) : IScheduler
{
    public int Count { get; private set; }

    public DateTimeOffset Now => inner.Now;

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action)
    {
        Count++;
        return inner.Schedule(state, action);
    }

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        Count++;
        return inner.Schedule(state, dueTime, action);
    }

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        Count++;
        return inner.Schedule(state, dueTime, action);
    }
}
