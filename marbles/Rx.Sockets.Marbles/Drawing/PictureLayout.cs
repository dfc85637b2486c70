using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Where everything of a picture stands.</summary>
internal sealed class PictureLayout
{
    public const int Padding = 16;
    public const int RowHeight = 34;
    public const int LevelHeight = 26;
    public const int HeadHeight = 24;
    public const int LineHeight = 18;
    private const int NameWidth = 76;
    private const int Narrowest = 26;
    private const int Widest = 44;

    private readonly Scenario _scenario;
    private readonly Dictionary<Lane, IReadOnlyList<Badge>> _badges;

    public PictureLayout(Scenario scenario, Badges badges)
    {
        _scenario = scenario;
        var lanes = scenario.When.Concat(scenario.Then).ToList();
        _badges = new Dictionary<Lane, IReadOnlyList<Badge>>(ReferenceEqualityComparer.Instance);
        foreach (var lane in lanes)
            _badges[lane] = [.. badges.Of(lane)];
        Given = [.. MarblePrinter.Given(scenario)];
        Left = Padding + Math.Max(NameWidth, lanes.Select(l => l.Name.Length).DefaultIfEmpty().Max() * Badge.CharWidth + 12);
        Scale = Choose();
        RulerY = Padding + (Given.Count > 0 ? HeadHeight + Given.Count * LineHeight + 10 : 0) + 12;
        WhenY = RulerY + 20;
        When = Place(scenario.When, WhenY + HeadHeight / 2);
        ThenY = Below(When, WhenY) + HeadHeight / 2;
        Then = Place(scenario.Then, ThenY + HeadHeight / 2);
        Bottom = Below(Then, ThenY);
        Height = Bottom + Padding;
        Width = Padding + new[] { Scale.Right, GivenRight }.Concat(When.Concat(Then).SelectMany(r => r.Marks.Badges).Select(b => b.To)).Max();
    }

    /// <summary>The definitions, as written.</summary>
    public IReadOnlyList<(Definition Definition, string Text)> Given { get; }

    public Scale Scale { get; }

    public int RulerY { get; }

    public int WhenY { get; }

    public int ThenY { get; }

    public int Bottom { get; }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<PictureRow> When { get; }

    public IReadOnlyList<PictureRow> Then { get; }

    private int Left { get; }

    private int GivenRight => Given.Select(g => Left + g.Text.Length * Badge.CharWidth).DefaultIfEmpty().Max();

    // The narrowest columns that need the fewest levels.
    private Scale Choose()
    {
        var scales = Enumerable.Range(0, (Widest - Narrowest) / 2 + 1).Select(i => new Scale(Left, Narrowest + 2 * i, _scenario.Time.Columns));
        return scales.MinBy(scale => _badges.Values.Sum(b => new LanePacking(b, scale).Levels))!;
    }

    private List<PictureRow> Place(IEnumerable<Lane> lanes, int top)
    {
        var rows = new List<PictureRow>();
        foreach (var lane in lanes)
        {
            rows.Add(new PictureRow(lane, top + RowHeight / 2, new LanePacking(_badges[lane], Scale)));
            top += RowHeight + (rows[^1].Marks.Levels - 1) * LevelHeight;
        }

        return rows;
    }

    private static int Below(IReadOnlyList<PictureRow> rows, int head) =>
        rows.Count == 0 ? head + HeadHeight / 2 : rows[^1].Y + RowHeight / 2 + (rows[^1].Marks.Levels - 1) * LevelHeight;
}
