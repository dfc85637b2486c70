using Rx.Sockets.Operations;

namespace Rx.Sockets.Marbles.Running;

/// <summary>One subscription of a send.</summary>
internal sealed class SendRow(string name)
{
    public string Name => name;

    public long? Start { get; set; }

    public long? LeftAt { get; set; }

    public long? SettledAt { get; set; }

    public (long Tick, char Mark)? End { get; set; }

    public SendResult? Result { get; set; }

    /// <summary>Bytes that left.</summary>
    public long Wired { get; set; }

    public List<SendResult> Callbacks { get; } = [];

    /// <summary>Its observer heard before its callback had run.</summary>
    public bool HeardTooEarly { get; set; }

    public bool Delivered { get; set; }

    /// <summary>Requests whose verdict is not known yet, with the level they asked for.</summary>
    public List<(SeenItem Item, CancellationLevel Level)> Pending { get; } = [];

    /// <summary>Whether it was under way at some moment of a tick.</summary>
    public bool IsUnderWay(long tick) => Start <= tick && (SettledAt is null || SettledAt >= tick);

    /// <summary>Its marks by tick: those of events, and of each of <paramref name="ticks"/> in which it went on unwatched.</summary>
    public SortedDictionary<long, char> Marks(IEnumerable<long> ticks)
    {
        var marks = new SortedDictionary<long, char>();
        if (Start is { } start) marks[start] = LeftAt == start ? '*' : '^';
        if (LeftAt is { } left && left != Start) marks[left] = '!';
        foreach (var tick in ticks.Where(t => t > LeftAt && !(t > SettledAt)))
            marks[tick] = '~';
        if (End is { } end) marks[end.Tick] = end.Mark;
        return marks;
    }

    public static string Verdict(Verdict verdict) => verdict switch
    {
        Operations.Verdict.Granted => "accepted",
        Operations.Verdict.Late => "late",
        Operations.Verdict.Refused => "refused",
        _ => "pending",
    };
}
