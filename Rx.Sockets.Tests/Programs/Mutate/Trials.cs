using System.Collections.Concurrent;

namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>Tries every mutant, two at a time, and reports.</summary>
internal sealed class Trials(string repository)
{
    private const int AtOnce = 2;
    private const double Floor = 0.90;

    private readonly Library _library = new(Path.Combine(repository, "Rx.Sockets"));
    private readonly ConcurrentQueue<string> _misfits = new();
    private readonly string _marbles = Path.Combine(repository, "marbles");

    /// <returns>Whether enough of them turned red, and every other one has its reason.</returns>
    public bool Run(IReadOnlyList<Mutant> mutants)
    {
        using (var bench = new Bench(_marbles))
        {
            if (Try(Mutant.None, bench) is { } broken)
            {
                Console.WriteLine($"The specification is red without any mutant: {broken}");
                return false;
            }
        }

        var red = Try(mutants);
        foreach (var mutant in mutants)
            Console.WriteLine($"{(red[mutant] is { } first ? $"red       {mutant.Name}   <- {first}" : $"SURVIVED  {mutant.Name}")}");
        return Report(mutants, red);
    }

    private bool Report(IReadOnlyList<Mutant> mutants, ConcurrentDictionary<Mutant, string?> red)
    {
        var killed = mutants.Count(m => red[m] is not null);
        var unexplained = mutants.Where(m => red[m] is null && m.Survives is null).ToArray();
        var stale = mutants.Where(m => red[m] is not null && m.Survives is not null).ToArray();
        Console.WriteLine($"\n{killed} of {mutants.Count} mutants turned a scenario red: {(double)killed / mutants.Count:P1}, wanted {Floor:P0}");
        foreach (var mutant in mutants.Where(m => red[m] is null && m.Survives is not null))
            Console.WriteLine($"  survives, as expected: {mutant.Name} {mutant.Survives}");
        foreach (var mutant in unexplained)
            Console.WriteLine($"  SURVIVES, and nobody says why: {mutant.Name}");
        foreach (var mutant in stale)
            Console.WriteLine($"  is said to survive, and does not: {mutant.Name}");
        foreach (var misfit in _misfits)
            Console.WriteLine($"  CANNOT BE TRIED: {misfit}");
        return _misfits.IsEmpty && killed >= Floor * mutants.Count && unexplained.Length == 0 && stale.Length == 0;
    }

    private ConcurrentDictionary<Mutant, string?> Try(IEnumerable<Mutant> mutants)
    {
        var red = new ConcurrentDictionary<Mutant, string?>();
        var left = new ConcurrentQueue<Mutant>(mutants);
        Parallel.For(0, AtOnce, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, _ =>
        {
            using var bench = new Bench(_marbles);
            while (left.TryDequeue(out var mutant))
                red[mutant] = Try(mutant, bench);
        });
        return red;
    }

    private string? Try(Mutant mutant, Bench bench)
    {
        try
        {
            _library.Emit(mutant, bench.Library);
            return bench.FirstRed();
        }
        catch (FormatException error)
        {
            _misfits.Enqueue(error.Message);
            return null;
        }
    }
}
