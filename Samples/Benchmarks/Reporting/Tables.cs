using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Reporting;

/// <summary>Outcomes as tables in the terminal.</summary>
internal static class Tables
{
    private const int WidthOfFiles = 150; // where the output is no terminal, and so has no width

    private static readonly IAnsiConsole Screen = MakeScreen();

    /// <summary>A row for each contestant, and one more for each further claim of it.</summary>
    public static void Print(Outcome outcome)
    {
        var series = outcome.Series;
        var table = New(series.Title, "variant", $"{series.Unit}/s", $"CPU ns/{series.Unit.TrimEnd('s')}", "ratio", "95 % interval", "to", "limit", "verdict");
        if (series.IsTimed) table.AddColumns("p50 µs", "p99 µs", "p99.9 µs");
        for (var i = 0; i < series.Contestants.Count; i++)
            AddRows(table, outcome, i);
        Show(table);
    }

    /// <summary>A table for each title.</summary>
    public static void Print(IEnumerable<Fact> facts)
    {
        foreach (var group in facts.GroupBy(fact => fact.Title))
        {
            var table = New(group.Key, "variant", group.First().Unit, "limit", "verdict");
            foreach (var fact in group)
                table.AddRow(fact.Name.EscapeMarkup(), Number(fact.Value), fact.Ceiling is { } ceiling ? $"≤ {Number(ceiling)}" : "", Words.Of(fact.Verdict));
            Show(table);
        }
    }

    private static void AddRows(Table table, Outcome outcome, int index)
    {
        var contestant = outcome.Series.Contestants[index];
        List<string> cells = [contestant.Name, Number(outcome.Of(index, sample => sample.Rate).Median), Number(outcome.Of(index, sample => sample.CpuNanoseconds).Median)];
        foreach (var claim in contestant.Claims.DefaultIfEmpty())
        {
            cells.AddRange(claim is null ? ["", "", "", "", ""] : CellsOf(outcome, index, claim));
            if (outcome.Series.IsTimed) cells.AddRange(Percentiles(outcome, index));
            table.AddRow([.. cells.Select(cell => cell.EscapeMarkup())]);
            cells = ["", "", ""];
        }
    }

    private static string[] CellsOf(Outcome outcome, int index, Claim claim)
    {
        var (median, low, high) = outcome.Ratio(index, claim);
        return
        [
            $"{median:F3}",
            $"{low:F3} .. {high:F3}",
            Words.Of(claim),
            claim.Limit is { } limit ? $"{(claim.IsCeiling ? '≤' : '≥')} {limit:F2}" : "",
            Words.Of(outcome.Judge(index, claim)),
        ];
    }

    private static IEnumerable<string> Percentiles(Outcome outcome, int index)
    {
        foreach (var quantity in new Func<Sample, double>[] { sample => sample.P50, sample => sample.P99, sample => sample.P999 })
            yield return Number(outcome.Of(index, quantity).Median);
    }

    private static string Number(double value) => value switch
    {
        >= 1000 => $"{value:N0}",
        >= 10 => $"{value:F1}",
        _ => $"{value:F2}",
    };

    private static Table New(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(title.EscapeMarkup()) };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.EscapeMarkup()) { NoWrap = true, Alignment = column is "variant" or "to" or "verdict" ? Justify.Left : Justify.Right });
        return table;
    }

    private static void Show(Table table) => Screen.Write(table);

    private static IAnsiConsole MakeScreen()
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected) screen.Profile.Width = WidthOfFiles;
        return screen;
    }
}
