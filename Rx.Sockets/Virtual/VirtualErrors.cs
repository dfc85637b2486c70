using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Virtual;

/// <summary>What user code throws where nobody could catch it goes out of the scheduler, as what its own work throws does.</summary>
internal static class VirtualErrors
{
    public static void Throw(IScheduler scheduler, Exception error) =>
        scheduler.Schedule(ExceptionDispatchInfo.Capture(error), VirtualTimer.Tick, static (_, thrown) =>
        {
            thrown.Throw();
            return Disposable.Empty;
        });
}
