using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>What the tables say.</summary>
internal static class Words
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Held => "held",
        Verdict.Missed => "MISSED",
        Verdict.NotMeasurable => "not measurable here",
        _ => "",
    };

    public static string Of(Claim claim) => claim.Quantity switch
    {
        Quantity.Cpu => $"{claim.Peer}, CPU",
        Quantity.P50 => $"{claim.Peer}, p50",
        _ => claim.Peer,
    };
}
