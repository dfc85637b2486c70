using System.Diagnostics;
using Benchmarks.Groups;
using Benchmarks.Measuring;
using Benchmarks.Native;
using Benchmarks.Peers;
using Benchmarks.Reporting;

namespace Benchmarks;

/// <summary>One run of the program on its core: checks, or measures.</summary>
internal static class Session
{
    /// <returns>0: counts and content agree, and no floor is missed; 1: not; 2: a group that is not there.</returns>
    public static async Task<int> RunAsync(Arguments arguments, Cores cores)
    {
        FileLimit.Raise();
        using var bench = new Bench(cores);
        var groups = Choose(arguments, bench);
        if (arguments.Verb == "") return await CheckAsync(groups);
        var machine = Machine.Describe(arguments, cores);
        Console.WriteLine(machine);
        var report = new JsonReport(machine);
        var missed = 0;
        foreach (var group in groups)
            missed += await MeasureAsync(group, arguments, report);
        if (arguments.Json is { } file) report.Save(file);
        if (missed > 0) Console.WriteLine($"\n{missed} missed.");
        return missed == 0 ? 0 : 1;
    }

    private static List<BenchGroup> Choose(Arguments arguments, Bench bench)
    {
        BenchGroup[] all =
        [
            new SendGroup(bench, arguments.Everything),
            new MessagesGroup(bench),
            new FanoutGroup(bench, arguments.Everything),
            new LatencyGroup(bench),
            new CancelGroup(bench),
            new MemoryGroup(bench),
            new AllocGroup(bench),
            new VirtualGroup(),
        ];
        foreach (var name in arguments.Only.Where(name => all.All(group => group.Name != name)))
            throw new UsageException($"no group is called '{name}'");
        return [.. all.Where(group => arguments.Only.Count == 0 || arguments.Only.Contains(group.Name))];
    }

    private static async Task<int> CheckAsync(List<BenchGroup> groups)
    {
        var agrees = true;
        foreach (var group in groups)
        {
            var watch = Stopwatch.StartNew();
            var errors = await group.CheckAsync();
            Console.WriteLine($"{group.Name,-10} {(errors.Count == 0 ? "counts and content agree" : "WRONG"),-26} {watch.Elapsed.TotalSeconds,5:F1} s");
            foreach (var error in errors)
                Console.WriteLine($"  {error}");
            agrees &= errors.Count == 0;
        }

        Console.WriteLine(agrees ? "All agree; `compare` measures." : "SOME DO NOT AGREE.");
        return agrees ? 0 : 1;
    }

    private static async Task<int> MeasureAsync(BenchGroup group, Arguments arguments, JsonReport report)
    {
        var missed = 0;
        var chosen = group.Series
            .Where(series => series.Title.Contains(arguments.Series, StringComparison.Ordinal))
            .Select(series => series.Only(arguments.Variants))
            .Where(series => series.Contestants.Count > 0);
        foreach (var series in chosen)
        {
            var outcome = await new Rounds(series, arguments.Rounds, new Random(arguments.Seed)).RunAsync();
            Tables.Print(outcome);
            report.Add(group.Name, outcome);
            missed += outcome.Missed;
        }

        var facts = group.Facts().ToList();
        Tables.Print(facts);
        report.Add(group.Name, facts);
        return missed + facts.Count(fact => fact.Verdict == Verdict.Missed);
    }
}
