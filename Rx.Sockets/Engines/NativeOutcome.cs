using System.Net.Sockets;

namespace Rx.Sockets.Engines;

/// <summary>What one native send came to. Errors travel as values.</summary>
internal readonly struct NativeOutcome
{
    private NativeOutcome(OutcomeKind kind, long bytes, SocketError error, Exception? cause)
    {
        Kind = kind;
        Bytes = bytes;
        Error = error;
        Cause = cause;
    }

    public static NativeOutcome Withdrawn => new(OutcomeKind.Withdrawn, 0, SocketError.OperationAborted, null);

    public static NativeOutcome Closed => new(OutcomeKind.Closed, 0, SocketError.OperationAborted, null);

    public OutcomeKind Kind { get; }

    public long Bytes { get; }

    public SocketError Error { get; }

    /// <summary>What the caller's memory threw, when that is the reason.</summary>
    public Exception? Cause { get; }

    public static NativeOutcome Moved(long bytes) => new(OutcomeKind.Moved, bytes, SocketError.Success, null);

    public static NativeOutcome Failed(SocketError error, Exception? cause = null) => new(OutcomeKind.Failed, 0, error, cause);
}
