using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Rx.Sockets;

/// <summary>An action scheduled on a loop; disposing it before its turn withdraws it.</summary>
internal sealed class LoopWork<TState>(IScheduler scheduler, TState state, Func<IScheduler, TState, IDisposable> action)
    : IThreadPoolWorkItem, IDisposable
{
    private readonly SingleAssignmentDisposable _inner = new();

    /// <summary>The timer that will run it, if it has to wait.</summary>
    public ITimer? Timer { get; set; }

    public void Execute()
    {
        if (!_inner.IsDisposed) _inner.Disposable = action(scheduler, state);
    }

    public void Dispose()
    {
        Timer?.Dispose();
        _inner.Dispose();
    }
}
