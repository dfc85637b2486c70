using System.Net.Sockets;

namespace Rx.Sockets.Tests.Programs;

/// <summary>Counts outcomes without allocating.</summary>
internal sealed class Counter : IObserver<SendResult>
{
    private int _completed;

    public void OnNext(SendResult value)
    {
    }

    public void OnError(Exception error) => Environment.FailFast("A send failed.", error);

    public void OnCompleted() => Interlocked.Increment(ref _completed);

    public void OnOutcome(SocketError error, long bytes)
    {
        if (error != SocketError.Success) Environment.FailFast($"A send failed: {error}.");
        Interlocked.Increment(ref _completed);
    }

    /// <summary>Waits for so many outcomes, and begins to count anew.</summary>
    public void Await(int count)
    {
        while (Volatile.Read(ref _completed) < count)
            Thread.Yield();
        Volatile.Write(ref _completed, 0);
    }
}
