namespace Benchmarks.Measuring;

/// <summary>A number that is not raced: it does not depend on how busy the machine is.</summary>
/// <param name="Title">Of the table it belongs to.</param>
/// <param name="Name">Of the row.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Ceiling">The most that is allowed; null: it is only shown.</param>
internal sealed record Fact(string Title, string Name, double Value, string Unit, double? Ceiling = null)
{
    public Verdict Verdict => Ceiling is not { } ceiling ? Verdict.None : Value <= ceiling ? Verdict.Held : Verdict.Missed;
}
