using System.Text.Json;
using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>All numbers of a run, to be read by programs: what was claimed, what came out, and every sample.</summary>
internal sealed class JsonReport(Machine machine)
{
    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly List<object> _series = [];
    private readonly List<object> _facts = [];

    public void Add(string group, Outcome outcome) => _series.Add(new
    {
        Group = group,
        outcome.Series.Title,
        outcome.Series.Unit,
        Variants = outcome.Series.Contestants.Select((contestant, i) => VariantOf(outcome, contestant, i)).ToList(),
    });

    public void Add(string group, IEnumerable<Fact> facts) => _facts.AddRange(
        facts.Select(fact => new { Group = group, fact.Title, fact.Name, fact.Value, fact.Unit, fact.Ceiling, Verdict = fact.Verdict.ToString() }));

    public void Save(string file) => File.WriteAllText(file, JsonSerializer.Serialize(new { Machine = machine, Series = _series, Facts = _facts }, Style));

    private static object VariantOf(Outcome outcome, Contestant contestant, int index) => new
    {
        contestant.Name,
        Rate = outcome.Of(index, sample => sample.Rate),
        CpuNanoseconds = outcome.Of(index, sample => sample.CpuNanoseconds),
        Claims = contestant.Claims.Select(claim => new
        {
            claim.Peer,
            Quantity = claim.Quantity.ToString(),
            claim.Limit,
            Ratio = outcome.Ratio(index, claim),
            Verdict = outcome.Judge(index, claim).ToString(),
        }).ToList(),
        Samples = Enumerable.Range(0, outcome.Rounds).Select(round => outcome.Samples[index, round]).ToList(),
    };
}
