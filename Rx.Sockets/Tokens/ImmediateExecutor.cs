using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Tokens;

/// <summary>A scheduler of the user's that may run work inside <c>Schedule</c>: for outcomes that are there at once, where he allows
/// it.</summary>
internal sealed class ImmediateExecutor(IScheduler scheduler) : IExecutor
{
    public void Post(IThreadPoolWorkItem item) => scheduler.Schedule(item, static (_, work) =>
    {
        work.Execute();
        return Disposable.Empty;
    });
}
