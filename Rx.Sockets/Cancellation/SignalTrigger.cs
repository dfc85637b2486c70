namespace Rx.Sockets.Cancellation;

/// <summary>Asks for each level that an observable emits. Its end withdraws nothing; its error asks for the unsubscription level.</summary>
internal sealed class SignalTrigger(IObservable<CancellationLevel> signal) : CancelTrigger
{
    public override IDisposable Arm(ICancellable target, TimeProvider clock) => signal.Subscribe(new Requests(target));

    private sealed class Requests(ICancellable target) : IObserver<CancellationLevel>
    {
        public void OnNext(CancellationLevel value) => target.RequestCancel(value);

        public void OnError(Exception error) => target.SignalFailed(error);

        public void OnCompleted()
        {
        }
    }
}
