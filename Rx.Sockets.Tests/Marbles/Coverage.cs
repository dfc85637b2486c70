using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Coverage;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>Nothing that must be specified is missing, and the table in the README says where it is.</summary>
public class Coverage
{
    private static readonly IReadOnlyList<MarbleFile> AllFiles = [.. MarbleFolder.Files.Select(f => MarbleReader.Parse(MarbleFolder.Read(f), f))];

    private static readonly CoverageTable Table = new(Behaviour.ParseList(File.ReadAllText(Path.Combine(MarbleFolder.Source, "behaviours.txt"))), AllFiles);

    [Fact]
    public void Every_required_behaviour_has_a_file() => Assert.Empty(Table.Missing);

    [Fact]
    public void Every_file_covers_what_is_required() => Assert.Empty(Table.Strays);

    [Fact]
    public void Table_in_the_README_is_the_one_that_is_generated()
    {
        var path = Path.Combine(MarbleFolder.Source, "README.md");
        var page = File.ReadAllText(path);
        var right = Table.InsertInto(page);
        if (Accept.IsAsked && page != right) File.WriteAllText(path, right);
        Assert.True(page == right || Accept.IsAsked, "marbles/README.md is stale: RXSOCKETS_MARBLES_ACCEPT=1 dotnet test --filter FullyQualifiedName~Marbles.Coverage writes the table");
    }

    /// <summary>A file of a cell could say that it covers it and do something else.</summary>
    [Theory]
    [InlineData("no byte moved", "accepted")]
    [InlineData("some bytes moved", "refused")]
    [InlineData("all moved", "late")]
    public void Cell_of_the_level_table_is_reached_in_four_ways(string column, string verdictOfTotal)
    {
        foreach (var (verb, level) in from verb in Verbs(column) from level in (string[])["total", "partial", "terminal"] select (verb, level))
        {
            var cell = $"Async{verb}, {column}, {level}";
            var verdict = column == "some bytes moved" && level != "total" ? "accepted" : verdictOfTotal;
            var scenarios = AllFiles.Where(f => f.Covers.Contains(cell)).SelectMany(f => f.Scenarios).Where(s => Shows(s, verb, level, verdict)).ToList();

            Assert.True(scenarios.Any(s => Unsubscribes(s) && Level(s) == level), $"{cell}: not by unsubscription");
            Assert.True(scenarios.Any(s => First(s).Requests.Any(r => r.Stream is not null)), $"{cell}: not by CancelWhen");
            Assert.True(scenarios.Any(s => First(s).Requests.Any(r => r.After is not null)), $"{cell}: not by CancelAfter");
            Assert.True(AllFiles.Where(f => f.Covers.Contains(cell)).SelectMany(f => f.Scenarios).Any(s => Cancels(s, level)), $"{cell}: not by Cancel");
        }
    }

    [Fact]
    public void Behaviour_that_no_file_has_and_file_that_nobody_asks_for_are_found()
    {
        var required = Behaviour.ParseList("# G\nsome\n// not this\nother\n");
        var file = MarbleReader.Parse("title T\ncovers some\ncovers none of it\n\nscenario S\n  time      0--3\n  then\n", "a/t.marble");

        var table = new CoverageTable(required, [file]);

        Assert.Equal("other", Assert.Single(table.Missing).Name);
        Assert.Contains("'none of it'", Assert.Single(table.Strays), StringComparison.Ordinal);
        Assert.Contains("| some | [a/t](a/t.marble) (1) |", table.ToMarkdown(), StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => table.InsertInto("no lines"));
    }

    private static string[] Verbs(string column) => column == "some bytes moved" ? ["Write"] : ["Write", "Send"];

    private static SendDefinition First(Scenario scenario) => scenario.Given.OfType<SendDefinition>().First();

    private static string Level(Scenario scenario) => LevelText.Of(First(scenario).OnUnsubscribe ?? CancellationLevel.Total);

    // Its cancel lane shows the first send with that verdict.
    private static bool Shows(Scenario scenario, string verb, string level, string verdict) => First(scenario).Verb.ToString() == verb
        && Letters(scenario, scenario.Then, LaneKind.Cancel).Contains($"{First(scenario).Name} {level} {verdict}");

    private static bool Unsubscribes(Scenario scenario) => scenario.When.Any(l => l.Kind == LaneKind.Observer && l.Text.Contains('!', StringComparison.Ordinal));

    private static bool Cancels(Scenario scenario, string level) => Letters(scenario, scenario.When, LaneKind.Socket).Contains($"cancel {level}");

    private static IEnumerable<string> Letters(Scenario scenario, IEnumerable<Lane> lanes, LaneKind kind) => lanes.Where(l => l.Kind == kind)
        .SelectMany(l => l.Marbles(scenario.Time)).Select(m => scenario.Where.First(w => w.Symbol == m.Symbol).Meaning);
}
