using System.Collections.Concurrent;
using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Tests.Marbles.Mutants;

/// <summary>The test of the tests: a scenario that is wrong by one character fails.</summary>
public class MutantsOfTheSpecification
{
    private static readonly MarbleFile Small = MarbleReader.Parse(
        "title T\n\nscenario S\n  given\n    window = 0\n    a = write \"x\"\n    me = a\n  time      0--3\n  when\n    me      ^\n  then\n    a       ^---\n    socket  =\n", "t");

    [Fact]
    public void Every_mutant_fails_but_those_that_are_listed_with_a_reason()
    {
        var listed = Survivors.Read(File.ReadAllText(Path.Combine(MarbleFolder.Source, "survivors.txt")));
        var survivors = new ConcurrentBag<(string Scenario, string Mutant)>();
        var count = 0;
        var work = MarbleFolder.Files.Select(f => MarbleReader.Parse(MarbleFolder.Read(f), f))
            .SelectMany(f => f.Scenarios.Where(s => !s.IsRecorded).Select(s => (File: f, Scenario: s)));

        Parallel.ForEach(work, item =>
        {
            foreach (var mutant in LaneMutants.Of(item.Scenario))
            {
                Interlocked.Increment(ref count);
                if (Survives(item.File, mutant)) survivors.Add(($"{item.File.Path}: {item.Scenario.Name}", mutant.Name));
            }
        });

        Assert.True(count > 11_000, $"only {count} mutants");
        var fresh = survivors.Where(s => !listed.ContainsKey(s)).ToList();
        Assert.True(fresh.Count == 0, $"{fresh.Count} of {count} mutants survive and are not in marbles/survivors.txt:\n{Listing(fresh)}");
        var gone = listed.Keys.Except(survivors).ToList();
        Assert.True(gone.Count == 0, $"listed in marbles/survivors.txt, and they fail now or are no more:\n{Listing(gone)}");
    }

    [Fact]
    public void Mutants_of_a_lane_are_its_marbles_removed_moved_and_cut_off() => Assert.Equal(
        [
            "when me, ^ at 0 removed", "when me, ^ at 0 moved right",
            "then a, ^ at 0 removed", "then a, ^ at 0 moved right",
            "then socket, = at 0 removed", "then socket, = at 0 moved right", "then socket, last mark cut off",
        ],
        LaneMutants.Of(Small.Scenarios[0]).Select(m => m.Name));

    [Fact]
    public void Mutants_of_a_right_scenario_fail() => Assert.All(LaneMutants.Of(Small.Scenarios[0]), m => Assert.False(Survives(Small, m), m.Name));

    // A mutant that makes the pipeline itself throw has been noticed as well.
    private static bool Survives(MarbleFile file, LaneMutant mutant)
    {
        try
        {
            return MarbleTest.Check(file, mutant.Scenario).Passed;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static string Listing(IEnumerable<(string Scenario, string Mutant)> survivors) => string.Join('\n', survivors
        .GroupBy(s => s.Scenario).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key}\n{string.Join('\n', g.Select(s => $"  {s.Mutant}: ").Order(StringComparer.Ordinal))}"));
}
