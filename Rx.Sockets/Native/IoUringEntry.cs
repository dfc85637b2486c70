using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct io_uring_sqe</c>, one request; 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringEntry
{
    public const int Size = 64;

    public byte Operation;
    public byte Flags;
    public ushort Priority;
    public int Descriptor;
    public ulong Offset;
    public ulong Address;
    public uint Length;

    /// <summary>Flags of the operation: of send(2), of the cancellation, or the events of a poll.</summary>
    public uint OperationFlags;

    public ulong UserData;
    public ushort BufferIndex;
    public ushort Personality;
    public int AddressLength;
    public ulong Address3;
    public ulong Reserved;
}
