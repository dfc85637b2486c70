using System.Text;

namespace Rx.Sockets.Marbles.Shapes;

/// <summary>A recording beside a scenario, times left out.</summary>
/// <param name="Recorded">The name of the recording.</param>
/// <param name="Scenario">The name of the scenario.</param>
/// <param name="Lanes">Every lane that one of them has.</param>
/// <param name="Problem">Why the scenario is nothing to compare with: it does not do what it says. Else null.</param>
public sealed record ShapeComparison(string Recorded, string Scenario, IReadOnlyList<ShapeLane> Lanes, string? Problem = null)
{
    /// <summary>Whether all lanes have the same marbles in the same order.</summary>
    public bool Agrees => Problem is null && Lanes.All(lane => lane.Agrees);

    /// <summary>For people, lane by lane. Wrong lanes are marked <c>&gt;&gt;</c>, and under each stands what the scenario has, marked
    /// <c>&lt;&lt;</c>.</summary>
    public string Describe()
    {
        if (Problem is not null) return $"The scenario '{Scenario}' does not do what it says:\n{Problem}";
        var wrong = string.Join(", ", Lanes.Where(lane => !lane.Agrees).Select(lane => lane.Name));
        var text = new StringBuilder($"'{Recorded}' {(Agrees ? "has the shape of" : "differs in shape from")} '{Scenario}'{(Agrees ? "" : $"   lanes: {wrong}")}\n");
        foreach (var lane in Lanes)
        {
            text.Append(Row(lane.Agrees ? "  " : ">>", lane.Name, lane.Recorded));
            if (!lane.Agrees) text.Append(Row("<<", lane.Name, lane.Expected));
        }

        return text.ToString();
    }

    private static string Row(string mark, string name, IReadOnlyList<string> marbles) =>
        $" {mark} {name,-9}{(marbles.Count > 0 ? string.Join("  ", marbles) : "(nothing)")}\n";
}
