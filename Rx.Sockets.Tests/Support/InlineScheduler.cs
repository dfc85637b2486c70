using System.Reactive.Concurrency;

namespace Rx.Sockets.Tests.Support;

/// <summary>Runs work inside Schedule, like Immediate, but is not known by name.</summary>
internal sealed class InlineScheduler : LocalScheduler
{
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        action(this, state);
}
