namespace Benchmarks.Measuring;

/// <summary>Variants of one size, compared with one another in the same rounds.</summary>
/// <param name="Title">Of the table.</param>
/// <param name="Unit">What is counted, for the table: sends, messages.</param>
/// <param name="Contestants">Who takes part. One whose name ends in <see cref="Again"/> is the same as its namesake: the A/A row.</param>
internal sealed record Series(string Title, string Unit, IReadOnlyList<Contestant> Contestants)
{
    public const string Again = " (A/A)";

    /// <summary>Bytes of a unit; 0: a unit is a step.</summary>
    public int UnitBytes { get; init; }

    /// <summary>Steps between two looks at the clock.</summary>
    public int ClockEvery { get; init; } = 1;

    /// <summary>Only the contestants whose names contain a text, without their claims.</summary>
    public Series Only(string text) => text.Length == 0 ? this : this with
    {
        Contestants = [.. Contestants.Where(one => one.Name.Contains(text, StringComparison.Ordinal)).Select(one => one with { Claims = [] })],
    };

    /// <summary>Whether each step is timed, for its percentiles.</summary>
    public bool IsTimed { get; init; }
}
