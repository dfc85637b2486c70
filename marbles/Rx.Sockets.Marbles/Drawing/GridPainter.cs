using System.Globalization;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Definitions, heads, and the ruler with its lines.</summary>
internal sealed class GridPainter(SvgWriter svg, Scenario scenario, PictureLayout layout, SendColors colors)
{
    public void Paint()
    {
        Given();
        for (var column = 0; column < layout.Scale.Columns; column++)
            Column(column);
        Head("WHEN", layout.WhenY);
        Head("THEN", layout.ThenY);
    }

    /// <summary>Where time is cut, over the lines of the lanes.</summary>
    public void PaintCuts()
    {
        foreach (var column in Enumerable.Range(0, layout.Scale.Columns).Where(c => scenario.Time.TickAt(c) is null))
        {
            var x = layout.Scale.X(column);
            foreach (var row in layout.When.Concat(layout.Then).Where(r => r.Lane.Kind != LaneKind.Strip))
            {
                svg.Box(x - 4, row.Y - 8, 8, 16, "gap");
                svg.Path(string.Create(CultureInfo.InvariantCulture, $"M{x - 6} {row.Y + 6}l4 -12M{x + 2} {row.Y + 6}l4 -12"), "cut");
            }
        }
    }

    private void Given()
    {
        if (layout.Given.Count == 0) return;
        Head("GIVEN", PictureLayout.Padding + 6);
        svg.Raw("<g class=\"given\">");
        var y = PictureLayout.Padding + PictureLayout.HeadHeight + 8;
        foreach (var (definition, text) in layout.Given)
        {
            var color = colors.Of(definition.Name);
            svg.Text(PictureLayout.Padding, y, definition.Name, color == SendColors.Neutral ? "dimt" : $"own {color}");
            svg.Text(layout.Scale.Left, y, text, "code");
            y += PictureLayout.LineHeight;
        }

        svg.Close();
    }

    private void Column(int column)
    {
        if (scenario.Time.TickAt(column) is not { } tick) return;
        var isNamed = StartsNumber(column);
        svg.Line(layout.Scale.X(column), layout.RulerY + 6, layout.Scale.X(column), layout.Bottom, isNamed ? "grid" : "hair");
        if (isNamed) svg.Text(layout.Scale.X(column), layout.RulerY, tick.ToString(CultureInfo.InvariantCulture), "tick");
    }

    private bool StartsNumber(int column)
    {
        var text = scenario.Time.Text;
        return column < text.Length && char.IsAsciiDigit(text[column]) && (column == 0 || !char.IsAsciiDigit(text[column - 1]));
    }

    private void Head(string text, int y)
    {
        svg.Text(PictureLayout.Padding, y + 4, text, "head");
        svg.Line(PictureLayout.Padding + 52, y, layout.Width - PictureLayout.Padding, y, "grid");
    }
}
