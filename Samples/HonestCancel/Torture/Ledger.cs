using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>All sends of one socket in the order of subscription, which is the order of their bytes on the wire. Thread-safe.</summary>
public sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private CancellationLevel _askedOfAll;

    /// <summary>A copy.</summary>
    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    /// <summary>What the whole socket has been asked for.</summary>
    public CancellationLevel AskedOfAll
    {
        get
        {
            lock (_gate)
                return _askedOfAll;
        }
    }

    public void Add(Entry entry)
    {
        lock (_gate)
            _entries.Add(entry);
    }

    /// <summary>Every outstanding send is about to be asked.</summary>
    public void ClaimAll(Way way, CancellationLevel level)
    {
        lock (_gate)
        {
            _askedOfAll |= level;
            foreach (var entry in _entries)
            {
                if (!entry.Settled.IsCompleted) entry.Claim(way, level);
            }
        }
    }
}
