namespace Rx.Sockets.Streams;

/// <summary>Why and how an outbox is to end before all is out.</summary>
/// <param name="Level">Total, Partial, Terminal or more than one; None: at the end of what is under way.</param>
/// <param name="Error">What it ends with; null: somebody has left, and nobody is told.</param>
internal sealed record OutboxStop(CancellationLevel Level, Exception? Error)
{
    /// <summary>The message under way goes out whole. That is promised for the message, not for the batch: the write stops where it is,
    /// and the rest of its message goes on.</summary>
    public bool EndsMessage => Level == CancellationLevel.Total;

    public CancellationLevel AskedOfWrite => EndsMessage ? CancellationLevel.Total | CancellationLevel.Partial : Level;

    /// <summary>Terminal closes the socket for others too, so it is asked of a write, if there is anything to write.</summary>
    public bool NeedsWrite => Level == CancellationLevel.Terminal;
}
