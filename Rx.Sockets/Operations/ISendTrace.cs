namespace Rx.Sockets.Operations;

/// <summary>Watches the sends of one socket: the marble runner and the recorder. Called under the queue's gate where nothing else is
/// said: it notes and returns.</summary>
internal interface ISendTrace
{
    /// <summary>The end of a Subscribe: the send takes its place, or is refused.</summary>
    void Subscribed(SendOperation operation);

    /// <summary>The subscriber has left before delivery began.</summary>
    void Left(SendOperation operation);

    /// <summary>A request, and what became of it. One that is pending is decided when the send settles.</summary>
    void Asked(SendOperation operation, CancellationLevel level, Verdict verdict);

    /// <summary>One native send took so many bytes of it.</summary>
    void Moved(SendOperation operation, long bytes);

    /// <summary>The outcome is fixed and the memory is free.</summary>
    void Settled(SendOperation operation);

    /// <summary>The outcome is about to be delivered on this stack.</summary>
    void Delivering(SendOperation operation);
}
