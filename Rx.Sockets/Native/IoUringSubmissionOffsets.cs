using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct io_sqring_offsets</c>: where in the mapping the parts of the submission ring are; 40 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringSubmissionOffsets
{
    public uint Head;
    public uint Tail;
    public uint Mask;
    public uint Entries;
    public uint Flags;
    public uint Dropped;
    public uint Array;
    public uint Reserved;
    public ulong UserAddress;
}
