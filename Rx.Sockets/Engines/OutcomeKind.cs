namespace Rx.Sockets.Engines;

/// <summary>How one native send ended.</summary>
internal enum OutcomeKind : byte
{
    /// <summary>The kernel took at least one byte.</summary>
    Moved,

    /// <summary>The kernel reported an error; no byte was taken.</summary>
    Failed,

    /// <summary>The engine gave the send back, on request or because it found no room; no byte was taken. It is to be started again
    /// if nobody wants it stopped.</summary>
    Withdrawn,

    /// <summary>The socket was closed by somebody else; no byte was taken.</summary>
    Closed,
}
