using System.Reactive.Concurrency;
using Benchmarks.Measuring;
using Rx.Sockets;
using Rx.Sockets.Virtual;

namespace Benchmarks.Variants;

/// <summary>Sends of a virtual socket, each subscribed to when the one before has completed.</summary>
internal sealed class VirtualSends : Variant, IObserver<SendResult>
{
    private readonly HistoricalScheduler _scheduler = new();
    private readonly VirtualSocket _socket;
    private readonly SendObservable _send;
    private Meter? _meter;
    private bool _goesOn;

    public VirtualSends(byte[] message)
    {
        _socket = new VirtualSocket(_scheduler);
        _send = _socket.AsyncSend(message);
    }

    public override Task RunAsync(Meter meter)
    {
        _meter = meter;
        _send.Subscribe(this);
        _scheduler.Start(); // until nothing is scheduled
        return Task.CompletedTask;
    }

    public void OnNext(SendResult value) => _goesOn = _meter!.Took(value.BytesTransferred);

    public void OnCompleted()
    {
        if (_goesOn) _send.Subscribe(this);
    }

    public void OnError(Exception error) => Environment.FailFast("A send failed.", error);

    public override ValueTask DisposeAsync() => _socket.DisposeAsync();
}
