using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Epoll;

/// <summary>Sends for real, and lets a test act when the kernel has said that it would block and the engine does not know yet.</summary>
internal sealed class SeamSend : PosixSend
{
    private Action? _whenBlocked;

    /// <summary>Runs once, at the next attempt that would block.</summary>
    public void OnceWhenBlocked(Action act) => Volatile.Write(ref _whenBlocked, act);

    /// <returns>Whether nothing has blocked since.</returns>
    public bool Disarm() => Interlocked.Exchange(ref _whenBlocked, null) is not null;

    public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
    {
        var attempt = base.Try(handle, data, flags);
        if (attempt.Errno == Errno.Again) Interlocked.Exchange(ref _whenBlocked, null)?.Invoke();
        return attempt;
    }
}
