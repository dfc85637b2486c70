using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct __kernel_timespec</c> (linux/time_types.h); 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KernelTime
{
    public long Seconds;
    public long Nanoseconds;

    public static KernelTime Of(TimeSpan time) => new()
    {
        Seconds = time.Ticks / TimeSpan.TicksPerSecond,
        Nanoseconds = time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
    };
}
