using Benchmarks.Measuring;

namespace Benchmarks.Groups;

/// <summary>What <c>--only NAME</c> runs.</summary>
internal abstract class BenchGroup
{
    public abstract string Name { get; }

    /// <summary>The series to be measured in rounds, in order.</summary>
    public virtual IEnumerable<Series> Series => [];

    /// <summary>What is counted once and not raced: bytes, mostly.</summary>
    public virtual IEnumerable<Fact> Facts() => [];

    /// <summary>Whether every variant does the work it is measured at: counts and content. Untimed.</summary>
    /// <returns>One line for each disagreement.</returns>
    public abstract Task<IReadOnlyList<string>> CheckAsync();
}
