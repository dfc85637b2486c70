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
        try
        {
            var native = ((int)flags & ~SendFlags.WaitAll) | SendFlags.DontWait | SendFlags.NoSignal;
            return data.Count == 1 ? SendOne(handle, data.First, native) : SendMany(handle, data, native);
        }
        catch (ObjectDisposedException) when (handle.IsClosed)
        {
            return new SendAttempt(0, 0, IsClosed: true);
        }
        catch (Exception error)
        {
            // The caller's memory: a MemoryManager that was disposed, or that cannot be pinned.
            return new SendAttempt(0, 0, Errno.Fault, Cause: error);
        }
    }

    /// <summary>Whether a send would not block now, one that fails included.</summary>
    public virtual unsafe SendAttempt TryRoom(SafeHandle handle)
    {
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            var entry = new PollFd { Descriptor = (int)handle.DangerousGetHandle(), Events = PollCalls.Out };

            // SAFETY: the entry lives on this stack and is used before the call returns; a send of nothing reads nothing.
            var ready = PollCalls.Poll(&entry, 1, 0);
            if (ready < 0) return new SendAttempt(0, 0, Marshal.GetLastPInvokeError());

            // A Unix domain socket that is full does not tell that its own sending side has been shut down; a send of nothing does.
            var wouldFail = ready == 0 && SendOne(entry.Descriptor, null, 0, SendFlags.DontWait | SendFlags.NoSignal).Errno == Errno.Pipe;
            return new SendAttempt(0, 0, ready > 0 || wouldFail ? 0 : Errno.Again);
        }
        catch (ObjectDisposedException)
        {
            return new SendAttempt(0, 0, IsClosed: true);
        }
        finally
        {
            if (held) handle.DangerousRelease();
        }
    }

    // The memory first, the handle after it: reading memory can run the caller's code, and that may dispose the socket.
    private static unsafe SendAttempt SendOne(SafeHandle handle, ReadOnlyMemory<byte> memory, int flags)
    {
        var offered = Math.Min(memory.Length, MaxBytes);

        // SAFETY: fixed keeps the memory in place for the length of the call; the length is within it.
        fixed (byte* start = memory.Span)
        {
            var held = false;
            try
            {
                handle.DangerousAddRef(ref held);
                return SendOne((int)handle.DangerousGetHandle(), start, offered, flags);
            }
            finally
            {
                if (held) handle.DangerousRelease();
            }
        }
    }

    private static unsafe SendAttempt SendOne(int fd, byte* start, long offered, int flags)
    {
        nint sent;
        int errno;
        do
        {
            // SAFETY: the caller keeps the memory in place.
            sent = SocketCalls.Send(fd, start, (nuint)offered, flags);
            errno = sent < 0 ? Marshal.GetLastSystemError() : 0;
        }
        while (errno == Errno.Interrupted);
        return new SendAttempt(Math.Max(0, sent), offered, errno);
    }

    private static SendAttempt SendMany(SafeHandle handle, in Unsent data, int flags)
    {
        var gather = Gather.Rent();
        var held = false;
        try
        {
            gather.Load(data);
            handle.DangerousAddRef(ref held);
            return gather.Send((int)handle.DangerousGetHandle(), flags);
        }
        finally
        {
            if (held) handle.DangerousRelease();
            gather.Return();
        }
    }
}
