namespace Benchmarks.Measuring;

/// <summary>What a variant is compared with, and what must come out.</summary>
/// <param name="Peer">The name of the other variant of the same series.</param>
/// <param name="Limit">A floor of the ratio where more is better, else a ceiling; null: it is only shown.</param>
/// <param name="Quantity">What of the two.</param>
internal sealed record Claim(string Peer, double? Limit = null, Quantity Quantity = Quantity.Rate)
{
    public bool IsCeiling => Quantity != Quantity.Rate;

    public double Of(Sample sample) => Quantity switch
    {
        Quantity.Cpu => sample.CpuNanoseconds,
        Quantity.P50 => sample.P50,
        _ => sample.Rate,
    };
}
