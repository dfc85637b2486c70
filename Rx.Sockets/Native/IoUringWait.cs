using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct io_uring_getevents_arg</c>: how long io_uring_enter(2) waits; 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringWait
{
    public nint SignalMask;
    public uint SignalMaskSize;
    public uint Reserved;

    /// <summary>Where the <see cref="KernelTime"/> is; 0: without limit.</summary>
    public nint Time;
}
