using System.Runtime.InteropServices;

namespace Benchmarks.Native;

/// <summary>send(2) and recv(2) as a C program calls them: the limit that everything else is compared with.</summary>
internal static partial class SocketCalls
{
    public const int NoSignal = 0x4000;

    /// <summary>What the kernel took.</summary>
    /// <exception cref="InvalidOperationException">It reported an error.</exception>
    public static int SendOrThrow(int fd, ReadOnlySpan<byte> bytes)
    {
        var sent = Send(fd, in MemoryMarshal.GetReference(bytes), bytes.Length, NoSignal);
        return sent >= 0 ? (int)sent : throw new InvalidOperationException($"send: errno {Marshal.GetLastSystemError()}");
    }

    /// <summary>What has come, at least one byte.</summary>
    /// <exception cref="InvalidOperationException">An error, or the end.</exception>
    public static int ReceiveOrThrow(int fd, Span<byte> bytes)
    {
        var read = Receive(fd, ref MemoryMarshal.GetReference(bytes), bytes.Length, 0);
        return read > 0 ? (int)read : throw new InvalidOperationException($"recv: {read}, errno {Marshal.GetLastSystemError()}");
    }

    // No SetLastError: errno is read at once after a failure, which nothing in between has changed.
    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(int fd, in byte start, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint Receive(int fd, ref byte start, nint length, int flags);
}
