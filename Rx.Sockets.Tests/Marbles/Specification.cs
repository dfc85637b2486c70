using Microsoft.Reactive.Testing;
using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>Every scenario under marbles/ is one test, in the virtual time of TestScheduler.</summary>
public class Specification
{
    // An empty discovery would be green.
    private const int AtLeast = 385;

    private static readonly MarbleOptions Options = new() { Scheduler = static () => new TestScheduler() };

    public static IEnumerable<TheoryDataRow<string, string>> Scenarios() => MarbleFolder.Files.SelectMany(Rows);

    public static IEnumerable<TheoryDataRow<string>> Files() => MarbleFolder.Files.Select(f => new TheoryDataRow<string>(f));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Scenario_does_what_its_diagram_says(string file, string scenario)
    {
        var parsed = MarbleReader.Parse(MarbleFolder.Read(file), $"marbles/{file}");
        var result = MarbleTest.Check(parsed, parsed.Scenarios.Single(s => s.Name == scenario), options: Options);
        Accept.IfAsked(file, result);
        Assert.True(result.Passed, result.Describe());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_is_printed_as_it_is_read(string file)
    {
        var parsed = MarbleReader.Parse(MarbleFolder.Read(file), file);
        var printed = MarblePrinter.Print(parsed);
        Assert.Equal(WithoutComments(MarbleFolder.Read(file)), printed);
        Assert.Equal(printed, MarblePrinter.Print(MarbleReader.Parse(printed, file)));
    }

    [Fact]
    public void Folder_holds_the_specification()
    {
        var count = Scenarios().Count();
        Assert.True(count >= AtLeast, $"{count} scenarios were found in {MarbleFolder.Path}, {AtLeast} are there at least");
    }

    // A file that cannot be read is a failing test of its own, not the end of discovery.
    private static IEnumerable<TheoryDataRow<string, string>> Rows(string file)
    {
        IReadOnlyList<Scenario> scenarios;
        try
        {
            scenarios = MarbleReader.Parse(MarbleFolder.Read(file), file).Scenarios;
        }
        catch (MarbleFormatException)
        {
            return [new TheoryDataRow<string, string>(file, "cannot be read") { TestDisplayName = file }];
        }

        return scenarios.Where(s => !s.IsRecorded).Select(s => new TheoryDataRow<string, string>(file, s.Name) { TestDisplayName = $"{file}: {s.Name}" });
    }

    private static string WithoutComments(string text)
    {
        var lines = text.Split('\n').Where(l => l.Length > 0 && !l.TrimStart().StartsWith("//", StringComparison.Ordinal));
        return string.Concat(lines.Select(l => (l.StartsWith("scenario", StringComparison.Ordinal) || l.StartsWith("recorded", StringComparison.Ordinal) ? "\n" : "") + l + "\n"));
    }
}
