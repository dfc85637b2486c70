using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Draws the state of the socket: a line, a band while it is at work, hatched when only closing is left, nothing when closed.</summary>
internal sealed class StripPainter(SvgWriter svg, Scenario scenario, PictureLayout layout, string id)
{
    private const int Half = 9;

    public void Paint(PictureRow row)
    {
        var states = States(row.Lane);
        for (var from = 0; from < states.Length;)
        {
            var to = from;
            while (to < states.Length && states[to] == states[from]) to++;
            Paint(states[from], layout.Scale.Edge(from), layout.Scale.Edge(to), row.Y);
            from = to;
        }
    }

    // The last mark holds, and a cut is what stands before it.
    private char[] States(Lane lane)
    {
        var states = new char[layout.Scale.Columns];
        var last = '-';
        for (var column = 0; column < states.Length; column++)
        {
            if (column < lane.Text.Length && (scenario.Time.TickAt(column) is not null || column == lane.Text.Length - 1)) last = lane.Text[column] == ' ' ? '-' : lane.Text[column];
            states[column] = last;
        }

        return states;
    }

    private void Paint(char state, int from, int to, int y)
    {
        switch (state)
        {
            case '=':
                svg.Box(from, y - Half, to - from, 2 * Half, "busy");
                Word("sending", from, to, y);
                break;
            case 'x':
                svg.Raw(FormattableString.Invariant($"<rect class=\"only\" fill=\"url(#{id}-only)\" x=\"{from}\" y=\"{y - Half}\" width=\"{to - from}\" height=\"{2 * Half}\"/>"));
                Label("close only", from, to, y);
                break;
            case '.':
                svg.Line(from, y - Half - 2, from, y + Half + 2, "bar cn");
                svg.Text(from + 8, y + 4, "closed", "dimt");
                break;
            default:
                svg.Line(from, y, to, y, "idle");
                break;
        }
    }

    private void Word(string word, int from, int to, int y)
    {
        if (to - from >= word.Length * 7) svg.Text((from + to) / 2, y + 4, word, "busyt");
    }

    private void Label(string word, int from, int to, int y)
    {
        var width = word.Length * Badge.CharWidth;
        if (to - from < width + 8) return;
        svg.Box((from + to - width) / 2, y - Half + 2, width, 2 * Half - 4, "gap");
        svg.Text((from + to) / 2, y + 4, word, "mid");
    }
}
