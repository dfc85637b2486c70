namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream as a stream of objects, with nothing of an operator between: no sink, no scheduler, the source's own
/// subscription.</summary>
internal sealed class BoxedStream<T>(IObservable<T> source) : IObservable<object?>
{
    public IDisposable Subscribe(IObserver<object?> observer) => source.Subscribe(new Boxing(observer));

    private sealed class Boxing(IObserver<object?> observer) : IObserver<T>
    {
        public void OnNext(T value) => observer.OnNext(value);

        public void OnError(Exception error) => observer.OnError(error);

        public void OnCompleted() => observer.OnCompleted();
    }
}
