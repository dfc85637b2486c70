namespace Benchmarks.Measuring;

/// <summary>What of two variants is compared.</summary>
internal enum Quantity
{
    /// <summary>Units a second; more is better.</summary>
    Rate,

    /// <summary>Processor time for each unit; less is better.</summary>
    Cpu,

    /// <summary>The middle one of the times of a step; less is better.</summary>
    P50,
}
