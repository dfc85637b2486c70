namespace Benchmarks.Measuring;

/// <summary>What the rounds of one series came to.</summary>
internal sealed record Outcome(Series Series, Sample[,] Samples)
{
    private const double Noise = 0.05;

    public int Rounds => Samples.GetLength(1);

    /// <summary>How many claims have been missed.</summary>
    public int Missed => Series.Contestants.Select((contestant, i) => contestant.Claims.Count(claim => Judge(i, claim) == Verdict.Missed)).Sum();

    /// <summary>Of one quantity of one contestant.</summary>
    public Interval Of(int contestant, Func<Sample, double> quantity) =>
        Interval.Of(Enumerable.Range(0, Rounds).Select(round => quantity(Samples[contestant, round])));

    /// <summary>The ratio to the peer, round by round.</summary>
    public Interval Ratio(int contestant, Claim claim)
    {
        var peer = IndexOf(claim.Peer);
        return Interval.Of(Enumerable.Range(0, Rounds).Select(round => claim.Of(Samples[contestant, round]) / claim.Of(Samples[peer, round])));
    }

    /// <summary>A floor is missed only if the whole interval lies below it; a ceiling, if it lies above.</summary>
    public Verdict Judge(int contestant, Claim claim)
    {
        if (claim.Limit is not { } limit) return Verdict.None;
        if (!IsMeasurable(claim)) return Verdict.NotMeasurable;
        var ratio = Ratio(contestant, claim);
        return (claim.IsCeiling ? ratio.Low > limit : ratio.High < limit) ? Verdict.Missed : Verdict.Held;
    }

    // By the A/A row of the series, if it has one: that of the peer, else any.
    private bool IsMeasurable(Claim claim)
    {
        var again = IndexOf(claim.Peer + Series.Again);
        for (var i = 0; again < 0 && i < Series.Contestants.Count; i++)
        {
            if (Series.Contestants[i].Name.EndsWith(Series.Again, StringComparison.Ordinal)) again = i;
        }

        if (again < 0) return true;
        var name = Series.Contestants[again].Name;
        var (_, low, high) = Ratio(again, claim with { Peer = name[..^Series.Again.Length] });
        return low >= 1 - Noise && high <= 1 + Noise;
    }

    private int IndexOf(string name) => Series.Contestants.ToList().FindIndex(contestant => contestant.Name == name);
}
