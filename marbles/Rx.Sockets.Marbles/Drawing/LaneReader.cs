using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Replaces the letters of a scenario by what they mean.</summary>
internal sealed class LaneReader(Scenario scenario)
{
    /// <summary>The marbles of a lane; of the strip none, its columns are states.</summary>
    public IEnumerable<Mark> Read(Lane lane) => lane.Kind == LaneKind.Strip
        ? []
        : lane.Marbles(scenario.Time).Select(m => new Mark(scenario.Time.ColumnOf(m.Tick), m.Tick, m.Symbol, Items(lane.Kind, m.Symbol)));

    private IReadOnlyList<Meaning> Items(LaneKind kind, char symbol)
    {
        if (kind is LaneKind.Peer or LaneKind.Member && char.IsAsciiDigit(symbol)) return [new Meaning(["read", symbol.ToString()])];
        var letter = kind is LaneKind.Send or LaneKind.Observer ? null : scenario.Where.FirstOrDefault(l => l.Symbol == symbol);
        return letter is null ? [new Meaning([symbol.ToString()])] : MeaningReader.Read(kind, letter);
    }
}
