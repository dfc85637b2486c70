using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Rx.Sockets.Marbles.Running;

/// <summary>What the contract advises for Using: dispose the socket when its sends are over, so that a refused Total ends whole.</summary>
/// <remarks>Looks once a tick: a continuation of the task itself would run on the thread pool, outside virtual time.</remarks>
internal sealed class IdleThenDispose(RxSocket socket, IScheduler scheduler) : IDisposable
{
    public void Dispose() => Look();

    private IDisposable Look()
    {
        if (!socket.WhenIdle().IsCompleted) return scheduler.Schedule(this, TimeSpan.FromTicks(1), static (_, self) => self.Look());
        socket.Dispose();
        return Disposable.Empty;
    }
}
