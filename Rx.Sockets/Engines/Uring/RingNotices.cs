using System.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>The sends of which the kernel may still read the memory, though it may have said what it took. Each keeps its memory in
/// place until the kernel's notice. For the one that drives the ring.</summary>
internal sealed class RingNotices
{
    private readonly Dictionary<ulong, (UringPort Port, MemoryHandle Hold)> _held = [];

    public bool Any => _held.Count > 0;

    /// <summary>The sockets of those sends.</summary>
    public List<UringPort> Ports => [.. _held.Values.Select(static held => held.Port).Distinct()];

    /// <summary>The kernel has taken a send.</summary>
    public void Expect(ulong data, UringPort port) => _held.Add(data, (port, port.HandOver()));

    /// <summary>Looks at what has come from the kernel.</summary>
    /// <returns>Whether it was a notice, which says nothing of how the send has ended.</returns>
    public bool Take(in IoUringCompletion completion)
    {
        var isNotice = (completion.Flags & IoUringCalls.CompletionNotice) != 0;
        var isLast = isNotice || (completion.Flags & IoUringCalls.CompletionMore) == 0; // without More no notice follows
        if (isLast && _held.Remove(completion.UserData, out var held))
        {
            PinnedSlices.Unpin(ref held.Hold);
            held.Port.Noticed();
        }

        return isNotice;
    }
}
