using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>Subscribe</c> on one SendObservable, again when its outcome has come; one observer, no operators.</summary>
internal sealed class OursSubscribe(RxSocket socket, byte[] message) : OursVariant(socket), IObserver<SendResult>
{
    private readonly SendObservable _send = socket.AsyncSend(message);
    private readonly SemaphoreSlim _over = new(0);
    private Meter? _meter;
    private bool _goesOn;

    public override Task RunAsync(Meter meter)
    {
        _meter = meter;
        _send.Subscribe(this);
        _over.Wait();
        return Task.CompletedTask;
    }

    public void OnNext(SendResult value) => _goesOn = _meter!.Took(value.BytesTransferred);

    public void OnCompleted()
    {
        if (_goesOn) _send.Subscribe(this);
        else _over.Release();
    }

    public void OnError(Exception error) => Environment.FailFast("A send failed.", error);

    public override ValueTask DisposeAsync()
    {
        _over.Dispose();
        return base.DisposeAsync();
    }
}
