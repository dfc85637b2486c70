namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream whose observer throws, with no operator round it that would catch.</summary>
internal sealed class ThrowingStream(IObservable<object?> source, string name) : IObservable<object?>
{
    public IDisposable Subscribe(IObserver<object?> observer) => source.Subscribe(new Throwing(observer, name));

    private sealed class Throwing(IObserver<object?> observer, string name) : IObserver<object?>
    {
        public void OnNext(object? value) => throw new NamedException(name);

        public void OnError(Exception error) => observer.OnError(error);

        public void OnCompleted() => observer.OnCompleted();
    }
}
