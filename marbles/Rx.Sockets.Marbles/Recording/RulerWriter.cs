using System.Globalization;
using System.Text;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>Writes a ruler that has a column for each tick that is needed, and cuts what lies empty between them.</summary>
internal sealed class RulerWriter
{
    // A shorter stretch is drawn: the eye sees how long it was.
    private const int LongestEmpty = 10;

    private readonly StringBuilder _text = new();

    /// <param name="ticks">Ascending, from 0 on.</param>
    public static Ruler Write(IEnumerable<long> ticks)
    {
        var writer = new RulerWriter();
        var (from, to) = (0L, 0L);
        foreach (var tick in ticks)
        {
            if (tick - to - 1 > LongestEmpty)
            {
                writer.Stretch(from, to + 1);
                writer._text.Append('/');
                from = tick;
            }

            to = tick;
        }

        writer.Stretch(from, to);
        return RulerParser.Parse(writer._text.ToString(), 0);
    }

    // Its first tick has its number; then each fifth that has room for one, and a dash between.
    private void Stretch(long from, long to)
    {
        to = Math.Max(to, from + Number(from).Length - 1);
        for (var tick = from; tick <= to;)
        {
            var number = Number(tick);
            var isNumbered = tick == from || (tick % 5 == 0 && _text[^1] == '-' && tick + number.Length - 1 <= to);
            _text.Append(isNumbered ? number : "-");
            tick += isNumbered ? number.Length : 1;
        }
    }

    private static string Number(long tick) => tick.ToString(CultureInfo.InvariantCulture);
}
