using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>The sums over all connections. Thread-safe while adding; read when all is over.</summary>
public sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<CancellationLevel, Row> _levels = [];
    private readonly SortedDictionary<Way, Row> _ways = [];
    private long _cancellations;

    /// <summary>By what was asked for; connections that the peer reset are not in.</summary>
    public IReadOnlyDictionary<CancellationLevel, Row> Levels => _levels;

    /// <summary>By how it was asked; connections that the peer reset are not in.</summary>
    public IReadOnlyDictionary<Way, Row> Ways => _ways;

    /// <summary>Sends that nobody asked to stop.</summary>
    public Row Untouched { get; } = new();

    /// <summary>Sends to a peer that reset the connection: what it read must be the beginning of what was reported, no more can be
    /// known.</summary>
    public Row CutOff { get; } = new();

    /// <summary>Everything but <see cref="CutOff"/>.</summary>
    public Row Whole { get; } = new();

    /// <summary>What all sends were given to send.</summary>
    public Held Held { get; } = new();

    /// <summary>Bytes that a peer read and no send reported.</summary>
    public long Stray { get; private set; }

    public long Connections { get; private set; }

    /// <summary>Must be 0.</summary>
    public long Unaccounted => Whole.Reported - Whole.Read + Stray;

    /// <summary>All sends that were asked to stop.</summary>
    public long Cancellations => Volatile.Read(ref _cancellations);

    public void Add(IReadOnlyList<Entry> entries, Audit audit, CancellationLevel askedOfAll, bool isCutOff)
    {
        lock (_gate)
        {
            Connections++;
            Stray += audit.Stray;
            for (var i = 0; i < entries.Count; i++)
            {
                Add(entries[i], audit.Read[i], askedOfAll, isCutOff);
                if (entries[i].Trace is { } memory) Held.Add(memory);
            }
        }
    }

    private void Add(Entry entry, int read, CancellationLevel askedOfAll, bool isCutOff)
    {
        var verdict = VerdictOf(entry);
        if (verdict != Verdict.NotAsked) _cancellations++;
        foreach (var row in RowsOf(entry, verdict, askedOfAll, isCutOff))
            row.Add(verdict, entry.Result.BytesTransferred, read);
    }

    private IEnumerable<Row> RowsOf(Entry entry, Verdict verdict, CancellationLevel askedOfAll, bool isCutOff)
    {
        if (isCutOff) return [CutOff];
        if (verdict == Verdict.NotAsked) return [Whole, Untouched];
        // Cancel of the whole socket, on its way while the send was being subscribed to, is not on its account.
        var (way, level) = entry.IsClaimed ? (entry.Way, entry.Level) : (Way.CancelAll, askedOfAll);
        return [Whole, RowOf(_levels, level), RowOf(_ways, way)];
    }

    private static Verdict VerdictOf(Entry entry)
    {
        if (entry.Result.Cancelled != CancellationLevel.None) return Verdict.Granted;
        if (!entry.IsClaimed) return Verdict.NotAsked;
        var hadBegun = entry.Script.IsWrite && entry.Result.BytesTransferred > 0;
        return entry.Level == CancellationLevel.Total && hadBegun && !entry.WasAskedTooLate ? Verdict.Refused : Verdict.Late;
    }

    private static Row RowOf<TKey>(SortedDictionary<TKey, Row> rows, TKey key) where TKey : notnull
    {
        if (!rows.TryGetValue(key, out var row)) rows.Add(key, row = new Row());
        return row;
    }
}
