using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets;
using Spectre.Console;

namespace TickerGateway;

/// <summary>A table: live in a terminal; where nothing can be redrawn, a line each second, and plain rows at the end.</summary>
internal sealed class Screen(Session session, IReadOnlyList<Subscriber> subscribers)
{
    private const int MostRows = 16;

    private static readonly string[] Headings = ["subscriber", "last line", "received", "sent", "conflated", "dropped", "counts"];

    public async Task FollowAsync(Task<(IDictionary<RxSocket, SendProgress> Each, SendProgress Total)> running)
    {
        var over = running.ToObservable();
        if (Console.IsOutputRedirected)
        {
            await Observable.Interval(TimeSpan.FromSeconds(1)).TakeUntil(over).ForEachAsync(_ =>
                Console.WriteLine($"{session.Offered,7:N0} lines; received: {string.Join(' ', Rows().Select(row => row[2]))}"));
            Print([Headings, .. Rows((await running).Each)]);
            return;
        }

        await AnsiConsole.Live(Bordered(Rows())).StartAsync(async live =>
        {
            await Observable.Interval(TimeSpan.FromMilliseconds(100)).TakeUntil(over).ForEachAsync(_ => live.UpdateTarget(Bordered(Rows())));
            live.UpdateTarget(Bordered(Rows((await running).Each)));
        });
    }

    private static Table Bordered(List<string[]> rows)
    {
        var table = new Table();
        foreach (var heading in Headings)
            table.AddColumn(heading, column => column.RightAligned());
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }

    private static void Print(List<string[]> rows)
    {
        var widths = Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Zip(widths, (cell, width) => cell.PadLeft(width))));
    }

    private List<string[]> Rows(IDictionary<RxSocket, SendProgress>? counts = null) => [.. subscribers.Take(MostRows).Select(subscriber => Row(subscriber, counts))];

    private string[] Row(Subscriber subscriber, IDictionary<RxSocket, SendProgress>? counts)
    {
        string[] row = [subscriber.Name, subscriber.Last, $"{subscriber.Received:N0}"];
        if (counts is null) return [.. row, "", "", "", ""];
        var sent = counts[subscriber.Socket];
        return [.. row, $"{sent.Messages:N0}", $"{sent.Conflated:N0}", $"{sent.Dropped:N0}", session.Agrees(subscriber, sent) ? "ok" : "WRONG"];
    }
}
