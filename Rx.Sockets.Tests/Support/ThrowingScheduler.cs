using System.Reactive.Concurrency;

namespace Rx.Sockets.Tests.Support;

/// <summary>Refuses all work, as a disposed scheduler does.</summary>
internal sealed class ThrowingScheduler : LocalScheduler
{
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        throw new ObjectDisposedException(nameof(ThrowingScheduler));
}
