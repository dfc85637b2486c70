namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream as a stream of objects, with nothing of an operator between: no sink, no scheduler, the source's own
/// subscription.</summary>
/// <param name="source">The stream.</param>
/// <param name="heard">Runs before an observer hears a value or an error.</param>
internal sealed class BoxedStream<T>(IObservable<T> source, Action? heard = null) : IObservable<object?>
{
    public IDisposable Subscribe(IObserver<object?> observer) => source.Subscribe(new Boxing(observer, heard));

    private sealed class Boxing(IObserver<object?> observer, Action? heard) : IObserver<T>
    {
        public void OnNext(T value)
        {
            heard?.Invoke();
            observer.OnNext(value);
        }

        public void OnError(Exception error)
        {
            heard?.Invoke();
            observer.OnError(error);
        }

        public void OnCompleted() => observer.OnCompleted();
    }
}
