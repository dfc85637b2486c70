namespace Rx.Sockets.Streams;

/// <summary>A cold stream: each subscription begins one.</summary>
internal sealed class StreamObservable(Func<IObserver<SendProgress>, IDisposable> begin) : IObservable<SendProgress>
{
    public IDisposable Subscribe(IObserver<SendProgress> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return begin(observer);
    }
}
