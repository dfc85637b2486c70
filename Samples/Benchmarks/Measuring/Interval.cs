namespace Benchmarks.Measuring;

/// <summary>A median and the 95 % interval round it, from order statistics: no distribution is assumed.</summary>
internal readonly record struct Interval(double Median, double Low, double High)
{
    private const double Outside = 0.025; // on either side

    /// <summary>Of measured values.</summary>
    public static Interval Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return new(double.NaN, double.NaN, double.NaN);
        var rank = Rank(sorted.Length);
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[rank], sorted[sorted.Length - 1 - rank]);
    }

    /// <summary>How many values lie outside on either side: the most for which the chance that the true median does, too, is small enough.</summary>
    private static int Rank(int count)
    {
        var chance = Math.Pow(0.5, count); // of no value below the median
        var below = chance;
        var rank = 0;
        while (below <= Outside)
        {
            rank++;
            chance *= (count - rank + 1) / (double)rank;
            below += chance;
        }

        return Math.Max(0, rank - 1);
    }
}
