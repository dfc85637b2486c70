using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Shapes;

/// <summary>Finds the shape of a recording in its lanes, and the shape of a scenario in what it does.</summary>
internal static class ShapeReader
{
    private static readonly (LaneKind Kind, string Name)[] Decisions = [(LaneKind.Cancel, "cancel"), (LaneKind.Settled, "settled")];

    public static Shape Of(Scenario recorded)
    {
        var shape = new Shape();
        var rows = recorded.Then.Where(l => l.Kind == LaneKind.Send).Select(l => (l.Name, Marbles: l.Marbles(recorded.Time).ToList()));
        foreach (var (name, marbles) in rows.Where(r => r.Marbles.Count > 0).OrderBy(r => r.Marbles[0].Tick))
        {
            var marks = string.Concat(marbles.Where(m => m.Symbol != '~').Select(m => m.Symbol == '*' ? "^!" : m.Symbol.ToString()));
            shape.Row(name, marks, LengthOf(recorded, name));
        }

        foreach (var lane in recorded.Then)
            Read(recorded, lane, shape);
        return shape;
    }

    public static Shape Of(Scenario scenario, Observation seen)
    {
        var shape = new Shape();
        foreach (var row in seen.Rows)
        {
            var marks = "^" + (row.LeftAt is null ? "" : "!") + (row.End is { } end ? end.Mark.ToString() : "");
            // A rest, and what a bound pipeline sends, has no length in the file; what succeeds has sent it all.
            shape.Row(row.Name, marks, LengthOf(scenario, row.Name) ?? (row.Result is { IsSuccess: true } ? row.Wired : null));
        }

        foreach (var (kind, name) in Decisions)
        {
            foreach (var items in seen.Journal.Of(kind, name).Values)
                shape.Items(kind, items.Select(i => i.Text));
        }

        foreach (var item in seen.Journal.Of(LaneKind.Wire, "wire").Values.SelectMany(items => items))
            shape.Wire(item.Text.StartsWith('"') ? item.Alternative! : item.Text);
        foreach (var (_, mark) in seen.Strip.OrderBy(s => s.Key))
            shape.State(mark);
        return shape;
    }

    private static void Read(Scenario recorded, Lane lane, Shape shape)
    {
        if (lane.Kind is not (LaneKind.Cancel or LaneKind.Settled or LaneKind.Wire or LaneKind.Strip)) return;
        foreach (var (_, symbol) in lane.Marbles(recorded.Time))
        {
            if (lane.Kind == LaneKind.Strip)
            {
                shape.State(symbol);
                continue;
            }

            var texts = MeaningReader.Read(lane.Kind, recorded.Where.First(l => l.Symbol == symbol)).Select(m => m.Text).ToList();
            if (lane.Kind == LaneKind.Wire) texts.ForEach(shape.Wire);
            else shape.Items(lane.Kind, texts);
        }
    }

    private static long? LengthOf(Scenario scenario, string name) =>
        scenario.Find(name) is SendDefinition { RestOf: null } send && send is not { Verb: SendVerb.Compose, Slices.Count: 0 } ? send.Slices.Sum(s => (long)s.Count) : null;
}
