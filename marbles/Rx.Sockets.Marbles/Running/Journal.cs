using System.Reactive.Concurrency;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Running;

/// <summary>What happened, by lane and tick.</summary>
internal sealed class Journal(VirtualTimeScheduler<long, long> scheduler, long origin)
{
    private readonly Dictionary<(LaneKind Kind, string Lane), SortedDictionary<long, List<SeenItem>>> _lanes = [];

    /// <summary>The tick that the clock shows.</summary>
    public long Tick => scheduler.Clock - origin;

    public IEnumerable<(LaneKind Kind, string Lane)> Lanes => _lanes.Keys;

    public SeenItem Add(LaneKind kind, string lane, string text, string? alternative = null)
    {
        var item = new SeenItem(text, alternative);
        if (!_lanes.TryGetValue((kind, lane), out var ticks)) _lanes.Add((kind, lane), ticks = []);
        if (!ticks.TryGetValue(Tick, out var items)) ticks.Add(Tick, items = []);
        items.Add(item);
        return item;
    }

    public IReadOnlyDictionary<long, List<SeenItem>> Of(LaneKind kind, string lane) =>
        _lanes.TryGetValue((kind, lane), out var ticks) ? ticks : new SortedDictionary<long, List<SeenItem>>();
}
