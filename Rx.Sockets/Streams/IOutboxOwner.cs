namespace Rx.Sockets.Streams;

/// <summary>Whom an outbox reports to. Not under a lock; on whatever stack the outbox runs, so it notes and returns.</summary>
internal interface IOutboxOwner
{
    /// <summary>A batch is over: there is more room than before.</summary>
    void Freed(long bytes);

    /// <summary>Nothing is queued or under way now.</summary>
    void Idle();

    /// <summary>Nothing is under way any more, and nothing will be. Once.</summary>
    /// <param name="error">What ended it, if not the end of its source.</param>
    void Ended(Exception? error);
}
