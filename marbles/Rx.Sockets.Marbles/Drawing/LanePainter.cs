using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Draws lanes, each as its kind asks for.</summary>
internal sealed class LanePainter(SvgWriter svg, Scenario scenario, PictureLayout layout, SendColors colors, string id)
{
    private readonly BadgePainter _badges = new(svg);
    private readonly StripPainter _strip = new(svg, scenario, layout, id);

    /// <summary>The lines, under everything.</summary>
    public void PaintLine(PictureRow row)
    {
        if (row.Lane.Kind == LaneKind.Strip) _strip.Paint(row);
        else if (row.Lane.Kind == LaneKind.Send) Run(row);
        else Rail(row);
    }

    /// <summary>The marks.</summary>
    public void PaintMarks(PictureRow row)
    {
        if (row.Lane.Kind == LaneKind.Send) Signs(row);
        foreach (var badge in row.Marks.Badges)
            _badges.PaintTie(badge, row.Y);
        foreach (var badge in row.Marks.Badges)
            _badges.Paint(badge, row.Y);
    }

    /// <summary>The name, over everything: pages hold the names still while the picture scrolls under them.</summary>
    public void PaintName(PictureRow row)
    {
        var color = row.Lane.Kind == LaneKind.Send ? $"name own {colors.Of(row.Lane.Name)}" : "name";
        svg.Text(PictureLayout.Padding, row.Y + 4, row.Lane.Name, color);
    }

    // Not through words; and what would be left behind the last ones is no line any more.
    private void Rail(PictureRow row)
    {
        var from = layout.Scale.Left;
        foreach (var words in row.Marks.Badges.Where(b => b.Level == 0 && b.Badge.Shape == BadgeShape.Cross).OrderBy(b => b.Left))
        {
            if (words.Left > from) svg.Line(from, row.Y, words.Left, row.Y, "rail");
            from = words.LabelEnd;
        }

        if (layout.Scale.Right - from >= layout.Scale.Step) svg.Line(from, row.Y, layout.Scale.Right, row.Y, "rail");
    }

    // A line from the first sign to the last; without an end it runs on. Broken where nobody watches.
    private void Run(PictureRow row)
    {
        var marks = Marks(row);
        if (marks.Count == 0) return;
        var color = colors.Of(row.Lane.Name);
        var left = marks.Find(m => m.Symbol is '!' or '*');
        var last = marks[^1];
        var isOpen = last.Symbol == '^' || (last.Symbol == '~' && last.Column == layout.Scale.Columns - 1);
        var to = isOpen ? layout.Scale.Right : last.Symbol == '~' ? layout.Scale.Edge(last.Column + 1) : layout.Scale.X(last.Column);
        var watched = left.Symbol == '\0' ? to : layout.Scale.X(left.Column);
        svg.Line(layout.Scale.X(marks[0].Column), row.Y, watched, row.Y, $"run {color}");
        if (to > watched) svg.Line(watched, row.Y, to, row.Y, $"alone {color}");
    }

    private void Signs(PictureRow row)
    {
        var color = colors.Of(row.Lane.Name);
        foreach (var (column, symbol) in Marks(row))
        {
            var x = layout.Scale.X(column);
            if (symbol == '~') continue;
            svg.Open(column);
            switch (symbol)
            {
                case '^': svg.Circle(x, row.Y, 6, $"mark {color}"); break;
                case '|': svg.Line(x, row.Y - 11, x, row.Y + 11, $"bar {color}"); break;
                case '#': svg.Path(BadgePainter.Cross(x, row.Y), "cross"); break;
                case '!': svg.Path(BadgePainter.Diamond(x, row.Y), $"full {color}"); break;
                case '*':
                    svg.Circle(x, row.Y, 9, $"mark {color}");
                    svg.Path(BadgePainter.Diamond(x, row.Y), $"full {color}");
                    break;
            }

            svg.Close();
        }
    }

    private List<(int Column, char Symbol)> Marks(PictureRow row) =>
        [.. row.Lane.Marbles(scenario.Time).Select(m => (scenario.Time.ColumnOf(m.Tick), m.Symbol))];
}
