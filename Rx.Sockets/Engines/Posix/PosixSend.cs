using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Posix;

/// <summary>The one place that knows how to send on Linux: one non-blocking send(2) or sendmsg(2). Any thread.</summary>
/// <remarks>The handle is referenced only for the length of the call: a handle that is held makes <c>Socket.Dispose</c> spin and
/// reset the connection. Not sealed: tests put themselves between an attempt and what follows it.</remarks>
internal class PosixSend
{
    /// <summary>The kernel moves at most this many bytes in one call (MAX_RW_COUNT, read_write.c).</summary>
    public const long MaxBytes = 0x7ffff000;

    public virtual SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
    {
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
        }
        catch (ObjectDisposedException)
        {
            return new SendAttempt(0, 0, IsClosed: true);
        }

        try
        {
            var fd = (int)handle.DangerousGetHandle();
            var native = ((int)flags & ~SendFlags.WaitAll) | SendFlags.DontWait | SendFlags.NoSignal;
            return data.Count == 1 ? SendOne(fd, data.First, native) : SendMany(fd, data, native);
        }
        catch (Exception error)
        {
            // The caller's memory: a MemoryManager that was disposed, or that cannot be pinned.
            return new SendAttempt(0, 0, Errno.Fault, Cause: error);
        }
        finally
        {
            handle.DangerousRelease();
        }
    }

    private static unsafe SendAttempt SendOne(int fd, ReadOnlyMemory<byte> memory, int flags)
    {
        var offered = Math.Min(memory.Length, MaxBytes);

        // SAFETY: fixed keeps the memory in place for the length of the call; the length is within it.
        fixed (byte* start = memory.Span)
        {
            nint sent;
            int errno;
            do
            {
                sent = SocketCalls.Send(fd, start, (nuint)offered, flags);
                errno = sent < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
            while (errno == Errno.Interrupted);
            return new SendAttempt(Math.Max(0, sent), offered, errno);
        }
    }

    private static SendAttempt SendMany(int fd, in Unsent data, int flags)
    {
        var gather = Gather.Rent();
        try
        {
            gather.Load(data);
            return gather.Send(fd, flags);
        }
        finally
        {
            gather.Return();
        }
    }
}
