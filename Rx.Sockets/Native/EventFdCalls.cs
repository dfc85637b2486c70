using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>eventfd(2), and the write(2) and close(2) that go with a descriptor of ours.</summary>
internal static unsafe partial class EventFdCalls
{
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;

    [LibraryImport(Libraries.C, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int Create(uint initial, int flags);

    [LibraryImport(Libraries.C, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(FileDescriptorHandle fd, ulong* value, nuint length);

    [LibraryImport(Libraries.C, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(nint fd);
}
