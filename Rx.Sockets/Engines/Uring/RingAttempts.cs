using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>Sends that the kernel is told not to wait with, and that are waited for: so they need no slot, and no pin of their own. One lot at a
/// time, for the one that drives the ring.</summary>
internal sealed class RingAttempts
{
    // Not the data of any slot: their index would be negative.
    private const ulong FirstData = 1UL << 31;

    private int[] _results = [];
    private int _awaited;

    /// <summary>Whether the kernel has some of which it has not said how they ended.</summary>
    public bool Any => _awaited > 0;

    /// <summary>What the kernel has said; of what it was not given, or has not taken, as if it had given it back.</summary>
    public ReadOnlySpan<int> Results => _results;

    /// <summary>So many are to come.</summary>
    public void Begin(int count)
    {
        if (_results.Length < count) _results = new int[count];
        _results.AsSpan().Fill(-Errno.Canceled);
    }

    /// <summary>The data of an entry, which is to be pushed now.</summary>
    public ulong Expect(int index)
    {
        _awaited++;
        return FirstData | (uint)index;
    }

    /// <summary>The kernel has not taken an entry.</summary>
    /// <returns>False: it is not one of these.</returns>
    public bool TryForget(ulong data) => TryEnd(data, -Errno.Canceled);

    /// <summary>Looks at what has come from the kernel.</summary>
    /// <returns>False: it is not of one of these.</returns>
    public bool Take(in IoUringCompletion completion) => TryEnd(completion.UserData, completion.Result);

    private bool TryEnd(ulong data, int result)
    {
        if (data >> 31 != 1) return false;
        _results[(int)(data & ~FirstData)] = result;
        _awaited--;
        return true;
    }
}
