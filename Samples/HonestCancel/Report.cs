using System.Globalization;
using HonestCancel.Torture;
using Rx.Sockets;

namespace HonestCancel;

/// <summary>The tables.</summary>
internal static class Report
{
    private static readonly string[] Heads = ["cancellations", "granted", "of them torn", "refused", "late", "bytes reported", "bytes read", "unaccounted"];

    public static void Print(TextWriter output, Tally tally, Leftovers left, SocketBaseline baseline)
    {
        Head(output, "level asked for");
        foreach (var (level, row) in tally.Levels)
            Line(output, NameOf(level), row);
        Head(output, "way of asking");
        foreach (var (way, row) in tally.Ways)
            Line(output, NameOf(way), row);
        Head(output, "in all");
        Line(output, "not asked to stop", tally.Untouched);
        Line(output, "Rx.Sockets", tally.Whole, tally.Unaccounted);
        Line(output, "Socket.SendAsync, token", [baseline.Cancellations, baseline.Cancelled, null, null, baseline.Cancellations - baseline.Cancelled, baseline.Reported, baseline.Read, baseline.Unaccounted]);
        output.WriteLine();
        output.WriteLine(Text($"resetting peers, apart: {tally.CutOff.Cancellations:N0} cancellations; {tally.CutOff.Read:N0} bytes read before the reset are the"));
        output.WriteLine(Text($"  exact beginning of the {tally.CutOff.Reported:N0} reported (what a reset throws away no sender can know)"));
        output.WriteLine(Text($"left behind: the memory of {left.Memories:N0} of {tally.Held.Sends:N0} sends is still referred to, as a pin or a slot of the engine does;"));
        output.WriteLine(left.Descriptors is { } more ? Text($"  {Math.Max(0, more):N0} descriptors more than before") : "  this system does not tell its descriptors");
        output.WriteLine(Text($"Socket.SendAsync: {baseline.Cancelled:N0} cancelled sends threw without a count; their peers read {baseline.Unaccounted:N0} bytes nobody can account for"));
    }

    private static void Head(TextWriter output, string title)
    {
        output.WriteLine();
        output.WriteLine($"{title,-24}{string.Concat(Heads.Select(h => $"{h,15}"))}");
    }

    private static void Line(TextWriter output, string title, Row row, long? unaccounted = null) => Line(
        output, title, [row.Cancellations, row.Granted, row.Torn, row.Refused, row.Late, row.Reported, row.Read, unaccounted ?? row.Reported - row.Read]);

    private static void Line(TextWriter output, string title, long?[] cells) =>
        output.WriteLine($"{title,-24}{string.Concat(cells.Select(c => $"{(c is { } n ? Text($"{n:N0}") : "-"),15}"))}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(CancellationLevel level) =>
        level == CancellationLevel.All ? "All" : level.ToString().Replace(", ", " | ", StringComparison.Ordinal);

    private static string NameOf(Way way) => way switch
    {
        Way.Unsubscribe => "unsubscribe",
        Way.CancelWhenSignal => "CancelWhen(signal)",
        Way.CancelWhenToken => "CancelWhen(token)",
        Way.CancelAfter => "CancelAfter",
        Way.CancelAll => "Cancel(level)",
        _ => "Dispose of the socket",
    };
}
