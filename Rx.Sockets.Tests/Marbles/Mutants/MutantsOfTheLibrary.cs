using Rx.Sockets.Tests.Programs.Mutate;

namespace Rx.Sockets.Tests.Marbles.Mutants;

/// <summary>Programs/Mutate breaks the library by edits that are written by hand; they must keep up with its sources.</summary>
/// <remarks>Whether a scenario turns red is for that program to say, in minutes.</remarks>
public class MutantsOfTheLibrary
{
    private static readonly string Root = Path.Combine(MarbleFolder.Source, "..");

    private static readonly IReadOnlyList<Mutant> All = MutantFile.Load(Path.Combine(Root, MutantFile.Place));

    [Fact]
    public void Every_mutant_fits_the_sources() =>
        Assert.Empty(All.SelectMany(m => m.Edits.GroupBy(e => e.File).Select(edits => Misfit(m, edits))).OfType<string>());

    [Fact]
    public void Names_are_unique() => Assert.Equal(All.Count, All.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Edit_that_fits_nowhere_or_twice_is_found()
    {
        Assert.Equal("a; c;", new Edit("F.cs", "b;", "c;").Apply("a; b;"));
        Assert.Contains("not 0 times", Assert.Throws<FormatException>(() => new Edit("F.cs", "d;", "c;").Apply("a; b;")).Message, StringComparison.Ordinal);
        Assert.Contains("not 2 times", Assert.Throws<FormatException>(() => new Edit("F.cs", ";", "c;").Apply("a; b;")).Message, StringComparison.Ordinal);
    }

    private static string? Misfit(Mutant mutant, IEnumerable<Edit> edits)
    {
        var source = File.ReadAllText(Path.Combine(Root, "Rx.Sockets", edits.First().File));
        try
        {
            return edits.Aggregate(source, (text, edit) => edit.Apply(text)) == source ? $"{mutant.Name}: changes nothing" : null;
        }
        catch (FormatException misfit)
        {
            return $"{mutant.Name}: {misfit.Message}";
        }
    }
}
