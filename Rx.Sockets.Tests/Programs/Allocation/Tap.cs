namespace Rx.Sockets.Tests.Programs;

/// <summary>A source that hands messages over by hand, and hears how many are out. Allocates nothing on the way.</summary>
internal sealed class Tap : IObservable<ReadOnlyMemory<byte>>, IObserver<SendProgress>, IDisposable
{
    private IObserver<ReadOnlyMemory<byte>>? _stream;
    private long _handed;
    private long _out;

    public IDisposable Subscribe(IObserver<ReadOnlyMemory<byte>> observer)
    {
        _stream = observer;
        return this;
    }

    public void HandOver(ReadOnlyMemory<byte> message)
    {
        _handed++;
        _stream!.OnNext(message);
    }

    /// <summary>Waits until all is out, and that has been told.</summary>
    public void Await()
    {
        while (Volatile.Read(ref _out) < _handed)
            Thread.Yield();
    }

    public void OnNext(SendProgress value) => Volatile.Write(ref _out, value.Messages);

    public void OnError(Exception error) => Environment.FailFast("A stream failed.", error);

    public void OnCompleted() => Environment.FailFast("A stream ended.");

    public void Dispose()
    {
    }
}
