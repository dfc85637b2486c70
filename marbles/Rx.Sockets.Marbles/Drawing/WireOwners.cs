using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Whose bytes are on the wire: the first subscription under way whose next bytes they are.</summary>
internal sealed class WireOwners
{
    private readonly Dictionary<(long Tick, int Index), string?> _owners = [];

    public WireOwners(Scenario scenario, LaneReader reader)
    {
        var rows = scenario.Then.Where(l => l.Kind == LaneKind.Send).Select(l => new WireRow(scenario, l)).OrderBy(r => r.From).ToList();
        foreach (var mark in scenario.Then.Where(l => l.Kind == LaneKind.Wire).SelectMany(reader.Read))
        {
            for (var i = 0; i < mark.Items.Count; i++)
                _owners[(mark.Tick, i)] = Owner(rows, mark.Tick, mark.Items[i].Text);
        }
    }

    /// <summary>Null: it cannot be told.</summary>
    public string? Of(long tick, int index) => _owners.GetValueOrDefault((tick, index));

    private static string? Owner(List<WireRow> rows, long tick, string item)
    {
        if (item[0] != '"') return item[..item.IndexOf('[', StringComparison.Ordinal)];
        var text = QuotedText.Read(item, 0).Text;
        var active = rows.Where(r => r.From <= tick && tick <= r.To).ToList();
        var owner = active.Find(r => r.Expects(text)) ?? Unknown(active, tick);
        owner?.Take(text, tick);
        return owner?.Name;
    }

    // The rest of a write mostly goes with one native send: what follows it in the same tick is of the next one.
    private static WireRow? Unknown(List<WireRow> active, long tick) =>
        active.Find(r => r.IsUnknown && r.TookAt != tick) ?? active.FindLast(r => r.IsUnknown);
}
