using System.Runtime.InteropServices;

namespace Benchmarks.Native;

/// <summary>How many descriptors this process may have; getrlimit(2).</summary>
internal static partial class FileLimit
{
    private const int NumberOfFiles = 7; // RLIMIT_NOFILE of Linux

    /// <summary>As many as the hard limit allows.</summary>
    /// <returns>How many that are.</returns>
    public static long Raise()
    {
        var limit = default(Pair);
        if (Get(NumberOfFiles, ref limit) != 0) return 0;
        limit.Soft = limit.Hard;
        return Set(NumberOfFiles, in limit) == 0 ? (long)Math.Min(limit.Soft, long.MaxValue) : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Get(int resource, ref Pair limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int Set(int resource, in Pair limit);

    private struct Pair
    {
        public ulong Soft;
        public ulong Hard;
    }
}
