namespace Benchmarks.Measuring;

/// <summary>What became of a claim.</summary>
internal enum Verdict
{
    /// <summary>Nothing was claimed.</summary>
    None,

    /// <summary>The interval reaches the limit.</summary>
    Held,

    /// <summary>The whole interval lies on the wrong side.</summary>
    Missed,

    /// <summary>The same code against itself differs by more than 5 %.</summary>
    NotMeasurable,
}
