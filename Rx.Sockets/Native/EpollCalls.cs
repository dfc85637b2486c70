using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>epoll(7). Results are -1 on failure; errno by <see cref="Marshal.GetLastPInvokeError"/>.</summary>
internal static unsafe partial class EpollCalls
{
    public const int CloseOnExec = 0x80000;
    public const int Add = 1;
    public const int Delete = 2;
    public const uint In = 0x1;
    public const uint Out = 0x4;
    public const uint EdgeTriggered = 1u << 31;

    [LibraryImport(Libraries.C, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int Create(int flags);

    /// <param name="epoll">The epoll descriptor.</param>
    /// <param name="operation"><see cref="Add"/> or <see cref="Delete"/>.</param>
    /// <param name="fd">The descriptor that is watched.</param>
    /// <param name="entry">One event in the layout of <see cref="EpollEvents"/>.</param>
    [LibraryImport(Libraries.C, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int Control(FileDescriptorHandle epoll, int operation, int fd, byte* entry);

    [LibraryImport(Libraries.C, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int Wait(FileDescriptorHandle epoll, byte* events, int capacity, int milliseconds);
}
