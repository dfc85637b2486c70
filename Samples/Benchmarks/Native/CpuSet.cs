using System.Runtime.InteropServices;

namespace Benchmarks.Native;

/// <summary>Which cores a thread, and what it starts, may run on; sched(7).</summary>
internal static partial class CpuSet
{
    private const int Words = 16; // 1,024 cores, the size of cpu_set_t

    /// <summary>The cores that the calling thread may run on, in order.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    public static IReadOnlyList<int> Mine()
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("The benchmarks pin threads to cores, which they can on Linux only.");
        var mask = new ulong[Words];
        if (GetAffinity(0, Words * sizeof(ulong), ref mask[0]) < 0) throw new InvalidOperationException($"sched_getaffinity: errno {Marshal.GetLastPInvokeError()}");
        return [.. Enumerable.Range(0, Words * 64).Where(core => (mask[core / 64] >> (core % 64) & 1) != 0)];
    }

    /// <summary>Keeps the calling thread on one core. Threads and processes that it starts inherit that.</summary>
    public static void Pin(int core)
    {
        var mask = new ulong[Words];
        mask[core / 64] = 1UL << (core % 64);
        if (SetAffinity(0, Words * sizeof(ulong), ref mask[0]) < 0) throw new InvalidOperationException($"sched_setaffinity: errno {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int thread, nint size, ref ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nint size, ref ulong mask);
}
