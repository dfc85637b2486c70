using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>send(2) and sendmsg(2). The result is bytes or -1; errno by <see cref="Marshal.GetLastSystemError"/>, asked for at
/// once. Without SetLastError, which clears it before each call and keeps it after: of no use to a send that succeeds.</summary>
internal static unsafe partial class SocketCalls
{
    [LibraryImport(Libraries.C, EntryPoint = "send")]
    public static partial nint Send(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport(Libraries.C, EntryPoint = "sendmsg")]
    public static partial nint SendMessage(int fd, MsgHdr* message, int flags);
}
