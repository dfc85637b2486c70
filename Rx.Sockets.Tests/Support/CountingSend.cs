using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;

namespace Rx.Sockets.Tests.Support;

/// <summary>Counts the system calls of an epoll engine.</summary>
internal sealed class CountingSend : PosixSend
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
    {
        Interlocked.Increment(ref _count);
        return base.Try(handle, data, flags);
    }
}
