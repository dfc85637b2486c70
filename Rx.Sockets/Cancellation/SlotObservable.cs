namespace Rx.Sockets.Cancellation;

/// <summary>A slot as a stream of requests; hot. Its observer is the handler of the slot.</summary>
internal sealed class SlotObservable(SlotCore slot) : IObservable<CancellationLevel>
{
    public IDisposable Subscribe(IObserver<CancellationLevel> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (slot.TryBind(new Handler(observer)) is { } binding) return binding;
        observer.OnError(SlotCore.Taken());
        return Nothing.Instance;
    }

    private sealed class Handler(IObserver<CancellationLevel> observer) : ICancellable
    {
        public void RequestCancel(CancellationLevel level) => observer.OnNext(level);

        public void SignalFailed(Exception error) => observer.OnError(error);
    }
}
