using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>What one socket sends without copying, and how many notices are still to come: the kernel says of each such send twice how it
/// ended, what it has taken, and then, by a notice, that it has let go of the memory.</summary>
internal sealed class ZeroCopy(ZeroCopyTerms terms)
{
    private readonly Lock _gate = new();
    private readonly HoldCount _notices = new();
    private bool _isRefused;
    private bool _copiesNext;

    public TimeSpan Linger => terms.Linger;

    /// <summary>Whether a notice is still to come.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_gate)
                return _notices.Count > 0;
        }
    }

    /// <summary>Whether a piece is one of those that need no copy.</summary>
    public bool Goes(ReadOnlyMemory<byte> piece) => piece.Length >= terms.Threshold && RegisteredMemory.IsOne(piece);

    /// <summary>What the next native send is to take: one piece that goes without a copy, or all there is before the next such piece.
    /// By whoever drives the port.</summary>
    public Unsent Next(in Unsent data, out bool isCopied)
    {
        isCopied = true;
        var copiesAll = _isRefused || _copiesNext;
        _copiesNext = false;
        if (copiesAll) return data;
        isCopied = !Goes(data.First);
        if (!isCopied) return new Unsent(data.First);
        var count = Math.Min(data.Count, PinnedSlices.MaxSlices);
        for (var i = 1; i < count; i++)
        {
            if (Goes(data[i])) return FirstOf(data, i);
        }

        return data;
    }

    /// <summary>Whether an error says only that it cannot be done without a copy: what is sent next is copied then; all that follows, if
    /// the socket cannot at all. No byte has moved.</summary>
    public bool Forgoes(int errno)
    {
        _isRefused |= errno == Errno.OperationNotSupported;
        _copiesNext = errno is Errno.OutOfMemory or Errno.NoBufferSpace; // as much memory as may be locked is
        return _isRefused || _copiesNext;
    }

    /// <summary>The kernel has taken a send, and will give notice.</summary>
    public void Expect()
    {
        lock (_gate)
            _notices.Add();
    }

    /// <summary>The kernel has let go of one.</summary>
    public void Noticed()
    {
        TaskCompletionSource? none;
        lock (_gate)
            none = _notices.Release();
        none?.SetResult();
    }

    /// <summary>Completes when no notice is to come.</summary>
    public Task WhenNoticed()
    {
        lock (_gate)
            return _notices.WhenNone();
    }

    private static Unsent FirstOf(in Unsent data, int count)
    {
        if (count == 1) return new Unsent(data.First);
        var others = new List<ReadOnlyMemory<byte>>(count - 1);
        for (var i = 1; i < count; i++)
            others.Add(data[i]);
        return new Unsent(data.First, SliceList.Of(others));
    }
}
