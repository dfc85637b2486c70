using System.Globalization;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Draws one mark.</summary>
internal sealed class BadgePainter(SvgWriter svg)
{
    /// <summary>The line from a mark below its lane up to its tick. Before all marks: it must not run through the words of another.</summary>
    public void PaintTie(PlacedBadge placed, int laneY)
    {
        if (placed.Level == 0) return;
        var y = laneY + placed.Level * PictureLayout.LevelHeight;
        svg.Open(placed.Badge.Column);
        svg.Line(placed.X, laneY, placed.X, placed.IsBeside ? y : y - Badge.Height / 2, $"tie {placed.Badge.Color}");
        svg.Close();
    }

    public void Paint(PlacedBadge placed, int laneY)
    {
        var y = laneY + placed.Level * PictureLayout.LevelHeight;
        var badge = placed.Badge;
        svg.Open(badge.Column);
        switch (badge.Shape)
        {
            case BadgeShape.Circle: svg.Circle(placed.X, y, 6, $"mark {badge.Color}"); break;
            case BadgeShape.Diamond: svg.Path(Diamond(placed.X, y), $"full {badge.Color}"); break;
            case BadgeShape.Bar: Bar(placed.X, y, badge.Color); break;
            case BadgeShape.Cross: Cross(placed, y); break;
            default: Label(placed, y); break;
        }

        svg.Close();
    }

    /// <summary>Somebody left.</summary>
    public static string Diamond(int x, int y) => string.Create(CultureInfo.InvariantCulture, $"M{x} {y - 7}l7 7l-7 7l-7 -7z");

    /// <summary>An error.</summary>
    public static string Cross(int x, int y) => string.Create(CultureInfo.InvariantCulture, $"M{x - 6} {y - 6}l12 12M{x - 6} {y + 6}l12 -12");

    private void Bar(int x, int y, string color) => svg.Line(x, y - 11, x, y + 11, $"bar {color}");

    private void Cross(PlacedBadge placed, int y)
    {
        svg.Path(Cross(placed.X, y), "cross");
        svg.Text(placed.Left + 2, y + 4, placed.Badge.Text, "err");
    }

    private void Label(PlacedBadge placed, int y)
    {
        var badge = placed.Badge;
        if (placed.IsBeside)
        {
            svg.Circle(placed.X, y, 4, $"full {badge.Color}");
            svg.Line(placed.X, y, placed.Left > placed.X ? placed.Left : placed.LabelEnd, y, $"run {badge.Color}");
        }

        var radius = badge.Shape == BadgeShape.Box ? 3 : Badge.Height / 2;
        svg.Box(placed.Left, y - Badge.Height / 2, badge.Width, Badge.Height, $"mark {badge.Color}{(badge.IsDashed ? " dash" : "")}", radius);
        svg.Text(placed.Left + badge.Width / 2, y + 4, badge.Text, "mid");
        if (badge.Completes) Bar(placed.BarX, y, badge.Color);
    }
}
