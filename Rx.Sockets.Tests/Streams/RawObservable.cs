namespace Rx.Sockets.Tests.Streams;

/// <summary>An observable with nothing of Rx between it and its observer: it may emit inside Subscribe, from many threads, and after its
/// end, and it counts.</summary>
public sealed class RawObservable(Action<IObserver<int>>? onSubscribe = null) : IObservable<int>, IDisposable
{
    private int _unsubscribed;

    public IObserver<int> Observer { get; private set; } = null!;

    public int Subscribed { get; private set; }

    public int Unsubscribed => Volatile.Read(ref _unsubscribed);

    public IDisposable Subscribe(IObserver<int> observer)
    {
        Observer = observer;
        Subscribed++;
        onSubscribe?.Invoke(observer);
        return this;
    }

    public void Emit(params ReadOnlySpan<int> items)
    {
        foreach (var item in items)
            Observer.OnNext(item);
    }

    public void Dispose() => Interlocked.Increment(ref _unsubscribed);
}
