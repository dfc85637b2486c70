using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>mmap(2) and munmap(2). Results are -1 on failure; errno by <see cref="Marshal.GetLastPInvokeError"/>.</summary>
internal static partial class MemoryMapCalls
{
    public const int Read = 0x1;
    public const int Write = 0x2;
    public const int Shared = 0x1;
    public const int Populate = 0x8000;

    [LibraryImport(Libraries.C, EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, FileDescriptorHandle fd, nint offset);

    [LibraryImport(Libraries.C, EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);
}
