using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Which marks a lane has, and what they say. Sends and the strip are drawn as lines.</summary>
internal sealed class Badges(LaneReader reader, SendColors colors, WireOwners owners)
{
    public IEnumerable<Badge> Of(Lane lane) => lane.Kind is LaneKind.Send or LaneKind.Strip
        ? []
        : reader.Read(lane).SelectMany(mark => lane.Kind == LaneKind.Observer ? [Observer(mark)] : Merge(mark.Items.Select((item, i) => One(lane.Kind, mark, item, i))));

    private static Badge Observer(Mark mark) =>
        new(mark.Column, mark.Symbol == '^' ? BadgeShape.Circle : BadgeShape.Diamond, "", SendColors.Neutral);

    // A value and the completion of the same tick are one mark.
    private static IEnumerable<Badge> Merge(IEnumerable<Badge> badges)
    {
        Badge? last = null;
        foreach (var badge in badges)
        {
            if (badge.Shape == BadgeShape.Bar && last is not null)
            {
                last = last with { Completes = true };
            }
            else
            {
                if (last is not null) yield return last;
                last = badge;
            }
        }

        if (last is not null) yield return last;
    }

    private Badge One(LaneKind kind, Mark mark, Meaning item, int index) => item.Words[0] switch
    {
        "|" => new Badge(mark.Column, BadgeShape.Bar, "", SendColors.Neutral),
        "#" => new Badge(mark.Column, BadgeShape.Cross, string.Join(' ', item.Words.Skip(1)), SendColors.Neutral),
        _ => kind switch
        {
            LaneKind.Peer or LaneKind.Member => new Badge(mark.Column, BadgeShape.Box, item.Words[0] == "read" ? $"+{item.Words[1]}" : item.Text, SendColors.Neutral),
            LaneKind.Socket => new Badge(mark.Column, BadgeShape.Box, item.Text, SendColors.Neutral),
            LaneKind.Cancel => Verdict(mark, item),
            LaneKind.Settled or LaneKind.Callback => new Badge(mark.Column, BadgeShape.Box, Named(item.Words[0], string.Join(' ', item.Words.Skip(1))), colors.Of(item.Words[0])),
            LaneKind.Wire => new Badge(mark.Column, BadgeShape.Pill, Plain(item.Text), colors.Of(owners.Of(mark.Tick, index))),
            LaneKind.Sends => new Badge(mark.Column, BadgeShape.Pill, item.Text, colors.Of(item.Text)),
            _ => new Badge(mark.Column, BadgeShape.Pill, Plain(item.Text), SendColors.Neutral),
        },
    };

    private Badge Verdict(Mark mark, Meaning item)
    {
        var (name, level, verdict) = (item.Words[0], item.Words[1], item.Words[2]);
        var given = item.Words.Count > 4 ? $" \u2192 {item.Words[4]}" : "";
        var sign = verdict switch { "accepted" => "\u2713", "refused" => "\u2717", _ => "late" };
        return new Badge(mark.Column, BadgeShape.Box, Named(name, $"{level}{given} {sign}"), colors.Of(name)) { IsDashed = verdict != "accepted" };
    }

    private string Named(string name, string text) => colors.AreSeveral ? $"{name} {text}" : text;

    // Quotes are noise where everything is a text, unless blanks would be lost without them.
    private static string Plain(string text) =>
        text.StartsWith('"') && QuotedText.Read(text, 0).Text is { Length: > 0 } inner && !inner.Contains(' ', StringComparison.Ordinal) ? text[1..^1] : text;
}
