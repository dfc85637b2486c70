using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>A scenario in words, for those who cannot see it and those who learn the notation.</summary>
public static class ScenarioSentences
{
    /// <summary>One sentence for each tick in which something happens: what is done first, then what is seen.</summary>
    public static IReadOnlyList<TickSentence> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var reader = new LaneReader(scenario);
        var phrases =
            from lane in scenario.When.Concat(scenario.Then)
            from mark in reader.Read(lane)
            let phrase = Phrase(lane, mark)
            where phrase.Length > 0
            select (mark.Tick, phrase);
        var all = phrases.Concat(Ends(scenario));
        return [.. all.GroupBy(p => p.Tick, p => p.phrase).OrderBy(g => g.Key).Select(g => new TickSentence(g.Key, string.Join("; ", g)))];
    }

    // What the strip adds to the other lanes: when the socket is of no use any more.
    private static IEnumerable<(long Tick, string phrase)> Ends(Scenario scenario)
    {
        if (scenario.Then.FirstOrDefault(l => l.Kind == LaneKind.Strip) is not { } strip) yield break;
        var before = '-';
        foreach (var (tick, mark) in strip.Marbles(scenario.Time))
        {
            if (mark != before && mark is 'x' or '.') yield return (tick, mark == 'x' ? "the socket can only be closed from now on" : "the socket is closed");
            before = mark;
        }
    }

    private static string Phrase(Lane lane, Mark mark) => lane.Kind switch
    {
        LaneKind.Observer => $"{lane.Name} {(mark.Symbol == '^' ? "subscribes" : "unsubscribes")}",
        LaneKind.Peer => Each(mark, Peer),
        LaneKind.Member => Each(mark, m => Member(lane.Name, m)),
        LaneKind.Socket => Each(mark, Socket),
        LaneKind.Sends or LaneKind.Values => Notified(lane.Name, "emits", mark),
        LaneKind.Signal => Notified(lane.Name, "says", mark),
        LaneKind.Pulled => mark.Items is [{ Text: PulledSource.Left }] ? $"{lane.Name} is left" : Notified(lane.Name, "hands over", mark),
        LaneKind.Received => Notified(lane.Name, "receives", mark),
        LaneKind.Send => Send(lane.Name, mark.Symbol),
        LaneKind.Cancel => "cancellation: " + Each(mark, m => m.Text),
        LaneKind.Settled => "settled: " + Each(mark, m => m.Text),
        LaneKind.Callback => "the callback is told: " + Each(mark, m => m.Text),
        LaneKind.Sent => $"{lane.Name} is sent " + string.Join(" and ", mark.Items.Select(m => m.Text)),
        LaneKind.Wire => "the wire carries " + string.Join(" and ", mark.Items.Select(m => m.Text)),
        _ => "the log says " + Each(mark, m => m.Text),
    };

    private static string Each(Mark mark, Func<Meaning, string> phrase) => string.Join(", ", mark.Items.Select(phrase));

    private static string Send(string name, char sign) => sign switch
    {
        '^' => $"send {name} starts",
        '|' => $"send {name} completes",
        '#' => $"send {name} fails",
        '!' => $"send {name} loses its subscriber",
        '*' => $"send {name} starts and loses its subscriber at once",
        _ => "",
    };

    private static string Peer(Meaning what) => what.Words[0] switch
    {
        "read" => $"the peer reads {what.Words[1]}",
        "window" => $"the window of the peer becomes {what.Words[1]}",
        "fail" => $"a native send fails with {what.Words[1]}",
        "reset" => "the peer resets the connection",
        "halfclose" => "the peer closes its sending half",
        _ => "the peer closes",
    };

    private static string Member(string name, Meaning what) => what.Words[0] switch
    {
        "joins" => $"{name} joins",
        "leaves" => $"{name} is removed",
        _ => Peer(what).Replace("the peer", $"the peer of {name}", StringComparison.Ordinal),
    };

    private static string Socket(Meaning what) => what.Words[0] switch
    {
        "close" => "the socket is disposed",
        "release" => "the socket is released",
        "shutdown" => "the sending half is shut down",
        "cancel" when what.Words.Count > 1 => $"the socket cancels all sends at level {what.Words[1]}",
        "cancel" => "the socket cancels all sends",
        _ => "somebody disposes the native socket",
    };

    private static string Notified(string name, string verb, Mark mark)
    {
        var values = mark.Items.Where(m => !m.IsEnd).Select(m => m.Text).ToList();
        var end = mark.Items[^1] is { IsEnd: true } last ? last : null;
        if (values.Count == 0) return $"{name} {(end!.Words[0] == "|" ? "completes" : $"fails with {string.Join(' ', end.Words.Skip(1))}")}";
        var tail = end is null ? "" : end.Words[0] == "|" ? " and completion" : $" and fails with {string.Join(' ', end.Words.Skip(1))}";
        return $"{name} {verb} {string.Join(", ", values)}{tail}";
    }
}
