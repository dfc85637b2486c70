using Rx.Sockets.Operations;

namespace Rx.Sockets.Tests.Marbles.Recorder;

/// <summary>Adds up the native sends that a queue tells of.</summary>
internal sealed class MovedTrace(RxSocket socket) : ISendTrace
{
    public int Calls { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Whether the socket had counted, each time, what it had told of, and nothing else.</summary>
    public bool KeptPace { get; private set; } = true;

    public void Moved(SendOperation operation, long bytes)
    {
        (Calls, Bytes) = (Calls + 1, Bytes + bytes);
        KeptPace &= bytes > 0 && socket.BytesTransferred == Bytes;
    }

    public void Subscribed(SendOperation operation)
    {
    }

    public void Left(SendOperation operation)
    {
    }

    public void Asked(SendOperation operation, CancellationLevel level, Verdict verdict)
    {
    }

    public void Settled(SendOperation operation)
    {
    }

    public void Delivering(SendOperation operation)
    {
    }
}
