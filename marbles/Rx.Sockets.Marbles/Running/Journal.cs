using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Running;

/// <summary>What happened, by lane and tick.</summary>
/// <param name="clock">Shows the tick.</param>
internal sealed class Journal(Func<long> clock)
{
    private readonly Dictionary<(LaneKind Kind, string Lane), SortedDictionary<long, List<SeenItem>>> _lanes = [];

    /// <summary>The tick that the clock shows.</summary>
    public long Tick => clock();

    public IEnumerable<(LaneKind Kind, string Lane)> Lanes => _lanes.Keys;

    public SeenItem Add(LaneKind kind, string lane, string text, string? alternative = null)
    {
        var item = new SeenItem(text, alternative);
        var tick = Tick;
        if (!_lanes.TryGetValue((kind, lane), out var ticks)) _lanes.Add((kind, lane), ticks = []);
        if (!ticks.TryGetValue(tick, out var items)) ticks.Add(tick, items = []);
        items.Add(item);
        return item;
    }

    public IReadOnlyDictionary<long, List<SeenItem>> Of(LaneKind kind, string lane) =>
        _lanes.TryGetValue((kind, lane), out var ticks) ? ticks : new SortedDictionary<long, List<SeenItem>>();
}
