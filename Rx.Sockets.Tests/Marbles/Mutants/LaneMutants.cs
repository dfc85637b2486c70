using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Tests.Marbles.Mutants;

/// <summary>Every one-character mutant of every lane: a marble removed, moved by one column, or exchanged with its neighbour.</summary>
/// <remarks>A marble moves into an empty column only; among equal ones it would be a removal. In the strip the last mark is also cut
/// off, because it holds to the end. No marble moves over a cut or out of the ruler.</remarks>
public static class LaneMutants
{
    public static IEnumerable<LaneMutant> Of(Scenario scenario) =>
    [
        .. Of(scenario, "when", scenario.When, lanes => scenario with { When = lanes }),
        .. Of(scenario, "then", scenario.Then, lanes => scenario with { Then = lanes }),
    ];

    private static IEnumerable<LaneMutant> Of(Scenario scenario, string section, IReadOnlyList<Lane> lanes, Func<IReadOnlyList<Lane>, Scenario> with)
    {
        for (var index = 0; index < lanes.Count; index++)
        {
            var lane = lanes[index];
            var before = lanes.Take(index).Count(l => l.Name == lane.Name);
            var name = $"{section} {lane.Name}{(before == 0 ? "" : $" ({before + 1})")}";
            var at = index;
            foreach (var (change, text) in Changes(scenario.Time, lane))
                yield return new LaneMutant($"{name}, {change}", with([.. lanes.Select((l, i) => i == at ? l with { Text = text } : l)]));
        }
    }

    private static IEnumerable<(string Change, string Text)> Changes(Ruler time, Lane lane)
    {
        var text = lane.Text;
        for (var column = 0; column < text.Length; column++)
        {
            if (IsEmpty(text[column]) || time.TickAt(column) is not { } tick) continue;
            yield return ($"{text[column]} at {tick} removed", With(text, column, '-'));
            if (Neighbour(time, text, column, -1) is '-') yield return ($"{text[column]} at {tick} moved left", Exchanged(text, column, column - 1));
            if (Neighbour(time, text, column, 1) is not { } right) continue;
            if (right == '-') yield return ($"{text[column]} at {tick} moved right", Exchanged(text, column, column + 1));
            else if (right != text[column]) yield return ($"{text[column]} at {tick} exchanged with {right}", Exchanged(text, column, column + 1));
        }

        if (lane.Kind == LaneKind.Strip && text.Length > 0) yield return ("last mark cut off", text[..^1]);
    }

    // Null: no column there.
    private static char? Neighbour(Ruler time, string text, int column, int step)
    {
        var to = column + step;
        if (time.TickAt(to) is null) return null;
        return to >= text.Length || IsEmpty(text[to]) ? '-' : text[to];
    }

    private static string Exchanged(string text, int from, int to)
    {
        var wide = text.PadRight(to + 1, '-');
        return With(With(wide, from, wide[to]), to, wide[from]);
    }

    private static string With(string text, int column, char mark) => $"{text[..column]}{mark}{text[(column + 1)..]}";

    private static bool IsEmpty(char mark) => mark is '-' or ' ';
}
