using System.Text;
using Rx.Sockets.Marbles.Checking;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;

namespace Rx.Sockets.Marbles;

/// <summary>What became of one scenario.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Scenario">As written.</param>
/// <param name="Lanes">Every lane under <c>then</c>, in the order of the file, new ones last.</param>
/// <param name="Letters">What the letters mean that are used in what happened.</param>
/// <param name="Problems">What no lane can say.</param>
public sealed record ScenarioResult(
    MarbleFile File, Scenario Scenario, IReadOnlyList<CheckedLane> Lanes, IReadOnlyList<Letter> Letters, IReadOnlyList<string> Problems)
{
    /// <summary>Whether it did what it says.</summary>
    public bool Passed => Problems.Count == 0 && Lanes.All(l => l.IsRight);

    // A lane that is not in the file may have a longer name than all that are.
    private int Origin => Math.Max(Scenario.Origin, Lanes.Select(l => l.Name.Length + 5).DefaultIfEmpty().Max());

    /// <summary>From <c>time</c> on as it would be right; to be judged before it is pasted.</summary>
    public string Corrected()
    {
        var text = new StringBuilder(MarblePrinter.Time(Scenario, Origin)).Append("  then\n");
        foreach (var lane in Lanes.Where(l => l.Text?.Length > 0 || (l.Text is not null && l.IsRight)))
            text.Append(MarblePrinter.Row(lane.Name, lane.Text!, Origin)).Append('\n');
        return text.Append(MarblePrinter.Where(Letters)).ToString();
    }

    /// <summary>For people: the scenario with what happened. Wrong lanes are marked <c>&gt;&gt;</c>, and under each stands what the
    /// file says, marked <c>&lt;&lt;</c>.</summary>
    public string Describe()
    {
        var wrong = string.Join(", ", Lanes.Where(l => !l.IsRight).Select(l => l.Name).Distinct());
        var text = new StringBuilder(Passed ? "ok    " : "FAIL  ").Append(File.Path).Append('(').Append(Scenario.Line).Append("): ").Append(Scenario.Name);
        text.Append(wrong.Length > 0 ? $"   lanes: {wrong}\n" : "\n");
        foreach (var problem in Problems)
            text.Append("  !! ").Append(problem).Append('\n');
        text.Append(MarblePrinter.Head(Scenario)).Append(MarblePrinter.Time(Scenario, Origin)).Append("  then\n");
        foreach (var lane in Lanes)
            Describe(text, lane);
        return text.Append(MarblePrinter.Where(Letters)).ToString();
    }

    private void Describe(StringBuilder text, CheckedLane lane)
    {
        if (lane.IsRight)
        {
            text.Append(MarblePrinter.Row(lane.Name, lane.Text ?? "", Origin)).Append('\n');
            return;
        }

        if (lane.Text is not null) text.Append(" >> ").Append(MarblePrinter.Row(lane.Name, lane.Text, Origin)[4..]).Append('\n');
        text.Append(" << ").Append(MarblePrinter.Row(lane.Name, lane.Expected ?? "(no such lane)", Origin)[4..]).Append('\n');
    }
}
