using System.Net.Sockets;

namespace Rx.Sockets.Tests.Programs;

/// <summary>Counts outcomes without allocating.</summary>
internal sealed class Counter : IObserver<SendResult>
{
    private readonly Action _continuation;
    private int _completed;

    public Counter() => _continuation = OnCompleted;

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

    /// <summary>What an await does, without the compiler's box.</summary>
    public void Take(ValueTask<SendResult> send)
    {
        var awaiter = send.GetAwaiter();
        awaiter.UnsafeOnCompleted(_continuation);
        Await(1);
        awaiter.GetResult();
    }

    /// <summary>Waits for so many outcomes, and begins to count anew.</summary>
    public void Await(int count)
    {
        while (Volatile.Read(ref _completed) < count)
            Thread.Yield();
        Volatile.Write(ref _completed, 0);
    }
}
