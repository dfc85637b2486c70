namespace Rx.Sockets.Engines.Posix;

/// <summary>What one non-blocking system call came to: bytes, an errno, a closed socket, or memory that could not be read.</summary>
internal readonly record struct SendAttempt(long Bytes, long Offered, int Errno = 0, bool IsClosed = false, Exception? Cause = null)
{
    /// <summary>The socket has no room now: it would block, or took fewer bytes than were offered to that call.</summary>
    public bool IsFull => Errno == Native.Errno.Again || (Errno == 0 && Bytes < Offered);
}
