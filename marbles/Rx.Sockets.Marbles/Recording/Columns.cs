using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>The text of a lane, column by column; nothing stands under a cut.</summary>
internal static class Columns
{
    public static string Draw(Ruler time, Func<long, char> mark)
    {
        var text = new char[time.Columns];
        for (var column = 0; column < text.Length; column++)
            text[column] = time.TickAt(column) is { } tick ? mark(tick) : '-';
        return new string(text);
    }
}
