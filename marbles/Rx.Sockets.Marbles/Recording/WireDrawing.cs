namespace Rx.Sockets.Marbles.Recording;

/// <summary>What left, column by column with one unit of time: one slice for each native send, unless there are too many to be
/// read.</summary>
internal sealed class WireDrawing
{
    private const int MostSlices = 3;

    public WireDrawing(IEnumerable<WireSlice> wire, Func<long, long> tickOf)
    {
        foreach (var column in wire.GroupBy(slice => tickOf(slice.At)))
        {
            var slices = column.ToList();
            if (slices.Count > MostSlices) (slices, IsCrowded) = ([.. Join(slices)], true);
            Items.Add(column.Key, [.. slices.Select(slice => slice.Text)]);
        }
    }

    /// <summary>Slices by tick.</summary>
    public SortedDictionary<long, List<string>> Items { get; } = [];

    /// <summary>Whether some slice is more than one native send.</summary>
    public bool IsCrowded { get; }

    /// <summary>What is to be said then.</summary>
    public static string Note => $"Where more than {MostSlices} native sends fall into one column, a slice may be several.";

    // What left of one send without another between is one.
    private static IEnumerable<WireSlice> Join(List<WireSlice> slices)
    {
        var joined = slices[0];
        foreach (var slice in slices.Skip(1))
        {
            if (slice.Send != joined.Send || slice.From != joined.To)
            {
                yield return joined;
                joined = slice;
            }

            joined = joined with { To = slice.To };
        }

        yield return joined;
    }
}
