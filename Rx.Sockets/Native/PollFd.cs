using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary><c>struct pollfd</c>, poll.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    public int Descriptor;
    public short Events;
    public short Returned;
}
