using HonestCancel.Torture;

namespace HonestCancel;

/// <summary>What a run has left behind.</summary>
/// <param name="Memories">Sends that are over, whose memory somebody still refers to.</param>
/// <param name="Descriptors">How many more are open than before; null where the system does not tell.</param>
internal sealed record Leftovers(int Memories, int? Descriptors)
{
    // The thread of a loop frees its ring, and the thread pool closes sockets, when all has been told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public bool IsNothing => Memories == 0 && Descriptors is null or <= 0;

    /// <summary>How many descriptors this process has open of what sockets and engines are made of; null where the system does not tell.</summary>
    public static int? OpenDescriptors() =>
        Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Count(static path => IsOurs(new FileInfo(path).LinkTarget)) : null;

    /// <summary>Looks until there is nothing, or for a while.</summary>
    /// <param name="held">The memory of the sends of the run.</param>
    /// <param name="before">How many descriptors were open before it.</param>
    public static async Task<Leftovers> FindAsync(Held held, int? before)
    {
        for (var end = DateTime.UtcNow + Patience; ; await Task.Yield())
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var found = new Leftovers(held.Count, OpenDescriptors() - before);
            if (found.IsNothing || DateTime.UtcNow > end) return found;
        }
    }

    // null: closed meanwhile.
    private static bool IsOurs(string? target) =>
        target is not null && (target.StartsWith("socket:", StringComparison.Ordinal) || target.StartsWith("anon_inode:", StringComparison.Ordinal));
}
