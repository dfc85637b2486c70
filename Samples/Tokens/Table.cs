namespace Tokens;

/// <summary>Rows under headings, in aligned columns.</summary>
internal static class Table
{
    private static readonly int[] Widths = [-45, -31, -37, 11, 11];

    /// <summary>Sends row by row and prints what came.</summary>
    /// <returns>Whether all counts agree.</returns>
    public static async Task<bool> PrintAsync(string title, Desk desk, IEnumerable<Row> rows)
    {
        Console.WriteLine($"\n{title}\n");
        Print("token", "returned", "came back", "reported", "received");
        Print([.. Widths.Select(width => new string('-', Math.Abs(width)))]);
        var all = true;
        foreach (var row in rows)
        {
            var (answer, read) = await desk.RunAsync(row);
            var agrees = answer.Bytes == read && (row.IsStopped || read == desk.Message.Length);
            Print(row.Token, answer.Returned, answer.Came, $"{answer.Bytes:N0}", $"{read:N0}{(agrees ? "" : " WRONG")}");
            all &= agrees;
        }

        return all;
    }

    private static void Print(params string[] cells) => Console.WriteLine(
        string.Join("  ", cells.Select((cell, i) => Widths[i] < 0 ? cell.PadRight(-Widths[i]) : cell.PadLeft(Widths[i]))));
}
