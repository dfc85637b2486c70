using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct io_cqring_offsets</c>: where in the mapping the parts of the completion ring are; 40 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringCompletionOffsets
{
    public uint Head;
    public uint Tail;
    public uint Mask;
    public uint Entries;
    public uint Overflow;
    public uint Completions;
    public uint Flags;
    public uint Reserved;
    public ulong UserAddress;
}
