using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Posix;

/// <summary>What one non-blocking system call came to: bytes, an errno, a closed socket, or memory that could not be read.</summary>
internal readonly record struct SendAttempt(long Bytes, long Offered, int Errno = 0, bool IsClosed = false, Exception? Cause = null)
{
    /// <summary>The socket has no room now: it would block, or took fewer bytes than were offered to that call.</summary>
    public bool IsFull => Errno == Native.Errno.Again || (Errno == 0 && Bytes < Offered);

    /// <summary>What a port reports, if this is not <see cref="Errno.Again"/>.</summary>
    public NativeOutcome Outcome => this switch
    {
        { IsClosed: true } => NativeOutcome.Closed,
        { Errno: 0 } => NativeOutcome.Moved(Bytes),
        _ => NativeOutcome.Failed(ErrnoMap.ToSocketError(Errno), Cause),
    };
}
