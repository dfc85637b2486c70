using Benchmarks.Measuring;
using Benchmarks.Peers;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary>Subscribe and Dispose. The outcome of each send is waited for: it comes through <c>SettledSends</c>.</summary>
internal sealed class OursUnsubscribed : Variant, IObserver<SendResult>
{
    private readonly RxSocket _socket;
    private readonly FullSocket _full;
    private readonly SendObservable _send;
    private readonly ManualResetEventSlim _settled = new();
    private readonly IDisposable _watching;
    private readonly IDisposable? _ahead;
    private long _bytes;
    private long _left;

    /// <param name="socket">Attached to the socket of <paramref name="full"/>.</param>
    /// <param name="full">Has no room.</param>
    /// <param name="message">What is not sent.</param>
    /// <param name="isQueued">Whether another send waits for room ahead of those that are given up.</param>
    public OursUnsubscribed(RxSocket socket, FullSocket full, byte[] message, bool isQueued)
    {
        (_socket, _full, _send) = (socket, full, socket.AsyncSend(message));
        if (isQueued) _ahead = _send.Subscribe(new Deaf());
        _watching = socket.SettledSends.Subscribe(this);
    }

    public override Task RunAsync(Meter meter)
    {
        var begun = 0L;
        _bytes = 0;
        Volatile.Write(ref _left, long.MaxValue);
        do
        {
            _send.Subscribe(new Deaf()).Dispose();
            begun++;
        }
        while (meter.Took(0));
        _settled.Reset();
        if (Interlocked.Add(ref _left, begun - long.MaxValue) > 0) _settled.Wait();
        meter.TookAll(0, _bytes);
        return Task.CompletedTask;
    }

    public void OnNext(SendResult value)
    {
        _bytes += value.BytesTransferred;
        if (Interlocked.Decrement(ref _left) == 0) _settled.Set();
    }

    public void OnError(Exception error) => Environment.FailFast("SettledSends does not fail.", error);

    public void OnCompleted()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        _watching.Dispose();
        _ahead?.Dispose();
        await _socket.DisposeAsync();
        _full.Dispose();
        _settled.Dispose();
    }

    private sealed class Deaf : IObserver<SendResult>
    {
        public void OnNext(SendResult value)
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
