using System.Globalization;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>Reads <c>0----5----10</c> and <c>0----5-/-800--</c>, and checks that each number stands at its own tick.</summary>
internal static class RulerParser
{
    /// <param name="line">The whole line.</param>
    /// <param name="start">Index of the ruler's first character.</param>
    public static Ruler Parse(string line, int start)
    {
        var text = line[start..].TrimEnd();
        if (!text.StartsWith('0')) throw new SyntaxException(start + 1, "the ruler begins with 0, and the marbles stand under it");
        var ticks = new long?[text.Length];
        for (var (column, next) = (0, (long?)0); column < text.Length;)
        {
            if (text[column] == '/')
            {
                next = Resume(text, ++column, start);
            }
            else if (char.IsAsciiDigit(text[column]))
            {
                CheckNumber(text, column, start, next);
                for (var length = LengthOf(text, column); length > 0; length--)
                    ticks[column++] = next++;
            }
            else if (text[column] == '-')
            {
                ticks[column++] = next++;
            }
            else
            {
                throw new SyntaxException(start + column + 1, $"'{text[column]}' does not belong into a ruler; there are - / and numbers");
            }
        }

        if (ticks[^1] is null) throw new SyntaxException(start + text.Length, "the ruler ends in a cut");
        return new Ruler(text, ticks);
    }

    private static void CheckNumber(string text, int column, int start, long? tick)
    {
        var number = NumberAt(text, column, start);
        if (tick != number) throw new SyntaxException(start + column + 1, $"{number} stands at tick {tick}; its first digit must stand at its own tick");
    }

    /// <summary>The tick of the first column behind a cut: counted back from the next number.</summary>
    private static long Resume(string text, int column, int start)
    {
        var digit = column;
        while (digit < text.Length && text[digit] == '-')
            digit++;
        if (digit == text.Length || !char.IsAsciiDigit(text[digit]))
            throw new SyntaxException(start + column, "behind a cut a number must say where time goes on");
        return NumberAt(text, digit, start) - (digit - column);
    }

    private static int LengthOf(string text, int column) => text[column..].TakeWhile(char.IsAsciiDigit).Count();

    private static long NumberAt(string text, int column, int start) =>
        long.TryParse(text.AsSpan(column, LengthOf(text, column)), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SyntaxException(start + column + 1, "this number is too large");
}
