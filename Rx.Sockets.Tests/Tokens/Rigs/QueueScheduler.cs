using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>Keeps work until the test runs it.</summary>
public sealed class QueueScheduler : LocalScheduler
{
    private readonly ConcurrentQueue<Action> _work = new();

    /// <summary>How much waits.</summary>
    public int Waiting => _work.Count;

    /// <summary>How much has run.</summary>
    public int Ran { get; private set; }

    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        Assert.True(dueTime <= TimeSpan.Zero, "only for notifications");
        _work.Enqueue(() => action(this, state));
        return Disposable.Empty;
    }

    public void Run()
    {
        for (; _work.TryDequeue(out var work); Ran++)
            work();
    }
}
