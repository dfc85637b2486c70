using System.Globalization;

namespace Quickstart;

/// <summary>Plain text in aligned columns, the same in a terminal and in a file.</summary>
internal static class Page
{
    private const string Margin = "   ";

    public static void Fact(string name, string value) => Console.WriteLine($"{Margin}{name,-12}{value}");

    public static void Title(int number, string title) => Console.WriteLine($"\n{number}  {title}\n");

    public static void Say(string text) => Console.WriteLine(Margin + text);

    public static string Count(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>One row of a table: a label, then cells. A width below zero aligns to the left, as in a format string.</summary>
    public static void Row(IReadOnlyList<int> widths, params IReadOnlyList<string> cells)
    {
        var padded = cells.Select((cell, i) => widths[i] < 0 ? cell.PadRight(-widths[i]) : cell.PadLeft(widths[i]));
        Console.WriteLine((Margin + string.Join("  ", padded)).TrimEnd());
    }

    /// <summary>A rule under the headings of a table.</summary>
    public static void Rule(IReadOnlyList<int> widths) => Row(widths, [.. widths.Select(width => new string('-', Math.Abs(width)))]);

    /// <summary>The last word of a comparison.</summary>
    public static string Verdict(bool agrees) => agrees ? "ok" : "WRONG";
}
