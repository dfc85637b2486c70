using System.Globalization;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Shapes;

/// <summary>What is the same on every engine and every day: the order of the marbles of each lane. How much a kernel takes at once, and
/// when, is not; so counts are <c>none</c>, <c>some</c> and <c>all</c>, the columns of the table of levels, and what left of one send
/// without another between is one marble.</summary>
internal sealed class Shape
{
    private readonly List<(string Name, IReadOnlyList<string> Marbles)> _rows = [];
    private readonly Dictionary<string, (string Label, long? Length)> _sends = new(StringComparer.Ordinal);
    private readonly List<(string Name, long Moved)> _wire = [];
    private readonly List<string> _states = ["usable"];
    // Tick by tick: different sends have no order within one.
    private readonly Dictionary<string, List<List<string>>> _items = new(StringComparer.Ordinal) { ["cancel"] = [], ["settled"] = [] };

    /// <summary>Its lanes with what they hold; a lane that is not there holds nothing.</summary>
    /// <param name="like">What happens to different sends in one tick of it has no order here either, however far apart it was.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lanes(Shape? like = null)
    {
        var lanes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, marbles) in _rows)
        {
            var again = _rows.TakeWhile(row => row.Marbles != marbles).Count(row => row.Name == name);
            lanes[again == 0 ? Label(name) : $"{Label(name)} ({again + 1})"] = marbles;
        }

        foreach (var (lane, ticks) in _items)
            lanes[lane] = InTicksOf(like?._items[lane] ?? ticks, [.. ticks.SelectMany(items => items)]);
        lanes["wire"] = [.. _wire.Select(w => $"{Label(w.Name)} {Count(w.Name, w.Moved)}")];
        lanes["socket"] = _states;
        return lanes;
    }

    /// <summary>A subscription; in the order in which they came.</summary>
    public void Row(string name, string marks, long? length)
    {
        _rows.Add((name, [.. marks.Select(m => m.ToString())]));
        _sends.TryAdd(name, (NameOf(_sends.Count), length));
    }

    /// <summary>What one tick of cancel or settled has; different sends have no order in it.</summary>
    public void Items(LaneKind kind, IEnumerable<string> texts)
    {
        var tick = new List<string>();
        foreach (var item in texts.Select(text => text.Split(' ')))
        {
            if (kind == LaneKind.Settled) item[^1] = Count(item[0], Number(item[^1]));
            item[0] = Label(item[0]);
            tick.Add(string.Join(' ', item));
        }

        _items[kind == LaneKind.Settled ? "settled" : "cancel"].Add(tick);
    }

    /// <summary>A slice of a send, as <c>a[0..5]</c>.</summary>
    public void Wire(string slice)
    {
        var open = slice.IndexOf('[', StringComparison.Ordinal);
        if (open < 0) throw new ArgumentException($"The wire of a recording has slices of sends, not {slice}.", nameof(slice));
        var (name, bounds) = (slice[..open], slice[(open + 1)..^1].Split(".."));
        var moved = Number(bounds[1]) - Number(bounds[0]);
        if (_wire.Count > 0 && _wire[^1].Name == name) _wire[^1] = (name, _wire[^1].Moved + moved);
        else _wire.Add((name, moved));
    }

    /// <summary>A mark of the strip.</summary>
    public void State(char mark)
    {
        var state = mark switch { 'x' => "only closable", '.' => "closed", _ => "usable" };
        if (_states[^1] != state) _states.Add(state);
    }

    // In each tick by send. If there are more or fewer, they are not the same anyway.
    private static List<string> InTicksOf(List<List<string>> ticks, List<string> items)
    {
        var sorted = new List<string>();
        foreach (var tick in ticks)
            sorted.AddRange(items.Skip(sorted.Count).Take(tick.Count).OrderBy(item => item.Split(' ')[0], StringComparer.Ordinal));
        return [.. sorted, .. items.Skip(sorted.Count)];
    }

    private static string NameOf(int index) => index < 26 ? ((char)('a' + index)).ToString() : $"s{index + 1}";

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private string Label(string name) => _sends.TryGetValue(name, out var send) ? send.Label : name;

    private string Count(string name, long bytes)
    {
        if (bytes == _sends.GetValueOrDefault(name).Length) return "all";
        return bytes == 0 ? "none" : "some";
    }
}
