using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>poll(2). The result is the number of ready descriptors or -1; errno by <see cref="Marshal.GetLastPInvokeError"/>.</summary>
internal static unsafe partial class PollCalls
{
    public const short In = 0x1;
    public const short Out = 0x4;

    [LibraryImport(Libraries.C, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollFd* descriptors, nuint count, int milliseconds);
}
