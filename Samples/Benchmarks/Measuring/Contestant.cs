namespace Benchmarks.Measuring;

/// <summary>A variant before it is opened.</summary>
/// <param name="Name">As the tables show it; unique in its series.</param>
/// <param name="Open">Connects it.</param>
/// <param name="Claims">What it is compared with.</param>
internal sealed record Contestant(string Name, Func<Variant> Open, params IReadOnlyList<Claim> Claims);
