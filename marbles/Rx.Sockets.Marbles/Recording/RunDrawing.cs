using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>Draws a run with one unit of time.</summary>
internal sealed class RunDrawing
{
    private static readonly (LaneKind Kind, string Name)[] Verdicts = [(LaneKind.Cancel, "cancel"), (LaneKind.Settled, "settled")];

    private readonly RecordedRun _run;
    private readonly RecordingOptions _options;
    private readonly TimeUnit _unit;
    private readonly long _origin;
    private readonly Lettering _lettering = new();
    private readonly IReadOnlyList<RowDrawing> _rows;

    private RunDrawing(RecordedRun run, RecordingOptions options, TimeUnit unit)
    {
        (_run, _options, _unit) = (run, options, unit);
        _origin = Times(run).DefaultIfEmpty(run.End).Min();
        _rows = [.. run.Rows.Select(row => new RowDrawing(row, TickOf))];
    }

    /// <summary>With the finest unit that fits: what is apart in time stays apart.</summary>
    public static Scenario Draw(RecordedRun run, RecordingOptions options) =>
        TimeUnit.FinestFirst().Select(unit => new RunDrawing(run, options, unit).DrawIfItFits()).First(scenario => scenario is not null)!;

    private Scenario? DrawIfItFits()
    {
        var time = RulerWriter.Write(Ticks());
        if (time.Columns > _options.Columns) return null;
        var wire = new WireDrawing(_run.Wire, TickOf);
        var lanes = _rows.Select(row => new Lane(row.Name, row.Draw(time), LaneKind.Send, default)).ToList();
        foreach (var (kind, name) in Verdicts)
            Add(lanes, name, kind, ItemsOf(kind, name), time);
        Add(lanes, "wire", LaneKind.Wire, wire.Items, time);
        lanes.Add(new Lane("socket", DrawStrip(time), LaneKind.Strip, default));
        return _lettering.Suffices ? Scenario(time, lanes, [.. Notes(wire)]) : null;
    }

    private Scenario Scenario(Ruler time, List<Lane> lanes, IReadOnlyList<string> notes) => new()
    {
        Name = _options.Name,
        IsRecorded = true,
        Notes = notes,
        Unit = _unit.ToString(),
        Given = _run.Given,
        Time = time,
        Then = lanes,
        Where = _lettering.Letters,
        Origin = Math.Max(12, _rows.Select(row => row.Name.Length + 5).DefaultIfEmpty().Max()),
    };

    private IEnumerable<string> Notes(WireDrawing wire)
    {
        foreach (var note in _run.Notes)
            yield return note;
        yield return "Lanes have no order among each other within one column.";
        if (wire.IsCrowded) yield return WireDrawing.Note;
        if (_rows.Any(row => row.IsMoved)) yield return "A send that began and ended within one column ends in the next.";
    }

    private static IEnumerable<long> Times(RecordedRun run) => run.Rows.Select(row => row.Start!.Value)
        .Concat(run.Wire.Select(slice => slice.At))
        .Concat(Verdicts.SelectMany(lane => run.Journal.Of(lane.Kind, lane.Name).Keys))
        .Concat(run.States.Select(state => state.At));

    private SortedSet<long> Ticks()
    {
        var ticks = new SortedSet<long>(Times(_run).Select(TickOf).Concat(_rows.SelectMany(row => row.Ticks))) { 0 };
        ticks.Add(_run.Rows.Any(row => row.SettledAt is null) ? Math.Max(TickOf(_run.End), ticks.Max) : ticks.Max + 1);
        return ticks;
    }

    private long TickOf(long time) => _unit.TickOf(time) - _unit.TickOf(_origin);

    private SortedDictionary<long, List<string>> ItemsOf(LaneKind kind, string name)
    {
        var items = new SortedDictionary<long, List<string>>();
        foreach (var (time, seen) in _run.Journal.Of(kind, name))
        {
            if (!items.TryGetValue(TickOf(time), out var column)) items.Add(TickOf(time), column = []);
            column.AddRange(seen.Select(item => item.Text));
        }

        return items;
    }

    private void Add(List<Lane> lanes, string name, LaneKind kind, SortedDictionary<long, List<string>> items, Ruler time)
    {
        if (items.Count > 0) lanes.Add(new Lane(name, Draw(items, time), kind, default));
    }

    private string Draw(SortedDictionary<long, List<string>> items, Ruler time) => Columns.Draw(time, tick =>
        items.TryGetValue(tick, out var texts) ? _lettering.Of(string.Join(", ", texts)) : '-').TrimEnd('-');

    private string DrawStrip(Ruler time)
    {
        var text = Columns.Draw(time, StateAt);
        var last = text[^1];
        return text.TrimEnd(last) + last;
    }

    private char StateAt(long tick)
    {
        var mark = _run.States.LastOrDefault(state => TickOf(state.At) <= tick).Mark;
        return mark != default ? mark : _run.Rows.Any(row => IsUnderWay(row, tick)) ? '=' : '-';
    }

    private bool IsUnderWay(SendRow row, long tick) => TickOf(row.Start!.Value) <= tick && (row.SettledAt is not { } settled || TickOf(settled) >= tick);
}
