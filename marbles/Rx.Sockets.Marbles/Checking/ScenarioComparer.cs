using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Checking;

/// <summary>Holds what was seen against what the file says: all of it, lane by lane.</summary>
internal sealed class ScenarioComparer(MarbleFile file, Scenario scenario, Observation seen)
{
    private readonly LetterBook _letters = new(scenario);
    private readonly List<CheckedLane> _lanes = [];
    private readonly List<string> _problems = [.. seen.Problems];

    public ScenarioResult Compare()
    {
        var rows = seen.Rows.GroupBy(r => r.Name).ToDictionary(g => g.Key, g => new Queue<SendRow>(g));
        foreach (var lane in scenario.Then)
        {
            _lanes.Add(lane.Kind switch
            {
                LaneKind.Strip => CompareStrip(lane),
                LaneKind.Send => CompareRow(lane, rows.TryGetValue(lane.Name, out var left) && left.TryDequeue(out var row) ? row : null),
                _ => CompareItems(lane),
            });
        }

        foreach (var row in seen.Rows.Where(r => rows[r.Name].Contains(r)))
            _lanes.Add(CompareRow(new Lane(row.Name, "", LaneKind.Send, default), row) with { Expected = null });
        AddUndrawn();
        return new ScenarioResult(file, scenario, _lanes, _letters.Used, _problems);
    }

    private void AddUndrawn()
    {
        foreach (var (kind, name) in seen.Journal.Lanes)
        {
            if (!scenario.Then.Any(l => l.Kind == kind && l.Name == name))
                _lanes.Add(CompareItems(new Lane(name, "", kind, default)) with { Expected = null });
        }

        if (scenario.Then.All(l => l.Kind != LaneKind.Strip) && CompareStrip(new Lane("socket", "-", LaneKind.Strip, default)) is { IsRight: false } strip)
            _lanes.Add(strip with { Expected = null });
    }

    private CheckedLane CompareItems(Lane lane)
    {
        var happened = seen.Journal.Of(lane.Kind, lane.Name);
        var drawn = lane.Marbles(scenario.Time).ToDictionary(m => m.Tick, m => m.Symbol);
        var right = drawn.Count == happened.Count && drawn.All(m => happened.TryGetValue(m.Key, out var items) && _letters.Fits(lane.Kind, m.Value, items));
        var marks = new Dictionary<long, char>();
        foreach (var (tick, items) in happened)
        {
            if (scenario.Time.ColumnOf(tick) < 0) _problems.Add($"{lane.Name}: {string.Join(", ", items.Select(i => i.Text))} at tick {tick}, which the ruler does not show: make it longer");
            else marks[tick] = _letters.Choose(lane.Kind, items, drawn.TryGetValue(tick, out var symbol) ? symbol : null);
        }

        return new CheckedLane(lane.Name, right ? lane.Text : Draw(marks, 0), lane.Text, right);
    }

    private CheckedLane CompareRow(Lane lane, SendRow? row)
    {
        var drawn = lane.Marbles(scenario.Time).ToDictionary(m => m.Tick, m => m.Symbol);
        if (row is null) return new CheckedLane(lane.Name, drawn.Count == 0 ? lane.Text : null, lane.Text, drawn.Count == 0);
        var marks = row.Marks(scenario.Time.Ticks);
        foreach (var (tick, mark) in marks.Where(m => scenario.Time.ColumnOf(m.Key) < 0))
            _problems.Add($"{lane.Name}: {mark} at tick {tick}, which the ruler does not show: make it longer");
        var shown = marks.Where(m => scenario.Time.ColumnOf(m.Key) >= 0).ToDictionary();
        var right = shown.Count == drawn.Count && shown.All(m => drawn.TryGetValue(m.Key, out var symbol) && symbol == m.Value);
        var isOpen = row.End is null && row.LeftAt is null;
        return new CheckedLane(lane.Name, right ? lane.Text : Draw(shown, isOpen ? scenario.Time.Columns : 0), lane.Text, right);
    }

    private CheckedLane CompareStrip(Lane lane)
    {
        var last = lane.Text.Length > 0 ? lane.Text[^1] : '-';
        var right = scenario.Time.Ticks.All(tick => scenario.Time.ColumnOf(tick) is var column
            && seen.Strip[tick] == (column >= lane.Text.Length ? last : lane.Text[column] == ' ' ? '-' : lane.Text[column]));
        if (right) return new CheckedLane(lane.Name, lane.Text, lane.Text, true);
        var text = Draw(seen.Strip, 0);
        return new CheckedLane(lane.Name, text.TrimEnd(text[^1]) + text[^1], lane.Text, false);
    }

    private string Draw(IReadOnlyDictionary<long, char> marks, int width)
    {
        var columns = marks.ToDictionary(m => scenario.Time.ColumnOf(m.Key), m => m.Value);
        return string.Create(Math.Max(width, columns.Keys.Append(-1).Max() + 1), columns, static (text, marks) =>
        {
            for (var column = 0; column < text.Length; column++)
                text[column] = marks.GetValueOrDefault(column, '-');
        });
    }
}
