using System.Text.RegularExpressions;

namespace Rx.Sockets.Tests;

/// <summary>One row of AsioParity.md.</summary>
/// <param name="Asio">The name, or names, in Asio.</param>
/// <param name="Here">Members, ours and others': "Type" or "Type.Member".</param>
/// <param name="Tests">Tests: "Class.Method".</param>
/// <param name="Reason">What the last column says beside tests.</param>
public sealed record ParityRow(string Asio, IReadOnlyList<string> Here, IReadOnlyList<string> Tests, string Reason)
{
    private const string Test = @"`(\w+\.(?:\w+_\w+|\*))`";

    /// <summary>All rows of all tables, without their heads.</summary>
    public static IEnumerable<ParityRow> All(string markdown) =>
        from line in markdown.Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Asio |", StringComparison.Ordinal)
        let cells = Regex.Split(line.Trim('|', ' '), @"(?<!\\)\|")
        select new ParityRow(cells[0].Trim(), [.. Codes(cells[1], @"`([\w.]+)`")], [.. Codes(cells[2], Test)], Regex.Replace(cells[2], Test, "").Trim(' ', ',', ':'));

    private static IEnumerable<string> Codes(string cell, string pattern) => Regex.Matches(cell, pattern).Select(match => match.Groups[1].Value);
}
