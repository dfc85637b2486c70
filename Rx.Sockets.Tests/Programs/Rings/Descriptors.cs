namespace Rx.Sockets.Tests.Programs;

/// <summary>The open descriptors of this process.</summary>
internal static class Descriptors
{
    /// <param name="kind">Part of what they refer to; empty: all.</param>
    public static int Count(string kind = "") => Directory.GetFiles("/proc/self/fd").Count(path =>
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name.Contains(kind, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false; // closed meanwhile
        }
    });

    /// <summary>Waits until there are no more than so many: a thread frees its ring after the sends have been told.</summary>
    /// <returns>False: there still are, after a long time.</returns>
    public static async Task<bool> FallToAsync(int limit, params string[] kinds)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < end; await Task.Yield())
        {
            if ((kinds is [] ? Count() : kinds.Sum(Count)) <= limit) return true;
        }

        return false;
    }
}
