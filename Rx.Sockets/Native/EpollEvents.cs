using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Reads and writes <c>struct epoll_event</c>, which is packed to 12 bytes on x86-64 (and 12 by nature on
/// x86) and 16 bytes elsewhere.</summary>
internal static class EpollEvents
{
    /// <summary>The size of one event on this processor.</summary>
    public static int Stride { get; } = StrideOn(RuntimeInformation.ProcessArchitecture);

    public static int StrideOn(Architecture architecture) => architecture is Architecture.X64 or Architecture.X86 ? 12 : 16;

    public static void Write(Span<byte> entry, uint events, ulong data)
    {
        MemoryMarshal.Write(entry, events);
        MemoryMarshal.Write(entry[(Stride - sizeof(ulong))..], data);
    }

    public static ulong Data(ReadOnlySpan<byte> events, int index) =>
        MemoryMarshal.Read<ulong>(events[(((index + 1) * Stride) - sizeof(ulong))..]);
}
