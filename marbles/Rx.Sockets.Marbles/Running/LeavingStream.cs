using System.Reactive.Disposables;

namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream whose observer unsubscribes inside OnNext and hands on whatever it hears, with no operator round it that would stop
/// what comes after.</summary>
internal sealed class LeavingStream(IObservable<object?> source) : IObservable<object?>
{
    public IDisposable Subscribe(IObserver<object?> observer)
    {
        var subscription = new SingleAssignmentDisposable();
        subscription.Disposable = source.Subscribe(new Leaving(observer, subscription));
        return subscription;
    }

    private sealed class Leaving(IObserver<object?> observer, SingleAssignmentDisposable subscription) : IObserver<object?>
    {
        public void OnNext(object? value)
        {
            observer.OnNext(value);
            subscription.Dispose();
        }

        public void OnError(Exception error) => observer.OnError(error);

        public void OnCompleted() => observer.OnCompleted();
    }
}
