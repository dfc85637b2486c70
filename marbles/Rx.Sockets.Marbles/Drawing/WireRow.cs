using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>One subscription of a send, and how far it has come.</summary>
internal sealed class WireRow
{
    // What a recording has sent is never asked for, and may be long.
    private readonly Lazy<string>? _text;
    private int _sent;

    public WireRow(Scenario scenario, Lane lane)
    {
        Name = lane.Name;
        var marks = lane.Marbles(scenario.Time).ToList();
        From = marks.Count > 0 ? marks[0].Tick : long.MaxValue;
        To = marks.Exists(m => m.Symbol is '|' or '#' or '*' or '!') ? marks[^1].Tick : long.MaxValue;
        _text = scenario.Find(Name) is SendDefinition { RestOf: null } send ? new Lazy<string>(() => QuotedText.Of(send.AllBytes())) : null;
    }

    public string Name { get; }

    public long From { get; }

    public long To { get; }

    /// <summary>The file does not say what it sends.</summary>
    public bool IsUnknown => _text is null;

    public bool Expects(string bytes) => _text is not null && string.CompareOrdinal(_text.Value, _sent, bytes, 0, bytes.Length) == 0;

    /// <summary>When its latest bytes left.</summary>
    public long? TookAt { get; private set; }

    public void Take(string bytes, long tick) => (_sent, TookAt) = (_sent + bytes.Length, tick);
}
