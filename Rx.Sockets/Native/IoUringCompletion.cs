using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct io_uring_cqe</c>, how one request has ended; 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringCompletion
{
    public const int Size = 16;

    public ulong UserData;

    /// <summary>The result of the call, or -errno.</summary>
    public int Result;

    public uint Flags;
}
