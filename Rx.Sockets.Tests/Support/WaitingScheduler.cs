using System.Reactive.Concurrency;

namespace Rx.Sockets.Tests.Support;

/// <summary>Runs all work on the thread pool, but does not return from Schedule before it is done.</summary>
internal sealed class WaitingScheduler : LocalScheduler
{
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        Assert.True(dueTime <= TimeSpan.Zero, "only for notifications");
        var run = Task.Run(() => action(this, state));
        Assert.True(run.Wait(Deadline.Limit));
        return run.Result;
    }
}
