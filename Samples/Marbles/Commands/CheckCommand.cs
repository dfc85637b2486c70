using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;

namespace MarbleTool.Commands;

/// <summary>Runs scenarios; a failed one is printed as it would be right.</summary>
internal static class CheckCommand
{
    public static int Run(Arguments arguments, TextWriter output)
    {
        var errors = new List<MarbleError>();
        var sources = Source.Read(arguments.Files, errors);
        var results = Check(sources, errors);
        if (errors.Count > 0) throw new MarbleFormatException(errors);
        foreach (var failed in results.Where(r => !r.Passed))
            output.WriteLine(failed.Describe());
        var notRun = sources.Sum(source => TellOfBound(source.File, output));
        var wrong = results.Count(r => !r.Passed);
        var recorded = sources.Sum(s => s.File.Scenarios.Count(c => c.IsRecorded));
        output.WriteLine($"{Counted(sources.Count, "file")}, {Counted(results.Count + notRun, "scenario")}: {results.Count - wrong} right, {wrong} wrong"
            + (notRun > 0 ? $", {notRun} not run" : "") + (recorded > 0 ? $"; {Counted(recorded, "recording")} not run" : ""));
        if (wrong > 0) return ExitCode.Failed;
        return notRun > 0 ? ExitCode.Unreadable : ExitCode.Right;
    }

    // A pipeline may name what does not exist: that is an error of the file too, found only when it is built.
    private static List<ScenarioResult> Check(IReadOnlyList<Source> sources, List<MarbleError> errors)
    {
        var results = new List<ScenarioResult>();
        foreach (var (file, scenario) in sources.SelectMany(s => s.File.Scenarios, (s, scenario) => (s.File, scenario)))
        {
            if (scenario.IsRecorded || Bound(scenario).Any()) continue;
            try
            {
                results.Add(MarbleTest.Check(file, scenario));
            }
            catch (MarbleFormatException unreadable)
            {
                errors.AddRange(unreadable.Errors);
            }
        }

        return results;
    }

    /// <summary>Says what C# has to bring, if anything.</summary>
    /// <returns>How many scenarios wait for it.</returns>
    private static int TellOfBound(MarbleFile file, TextWriter output)
    {
        var waiting = file.Scenarios.Where(s => !s.IsRecorded && Bound(s).Any()).ToList();
        if (waiting.Count == 0) return 0;
        var names = waiting.SelectMany(Bound).Distinct().ToList();
        output.WriteLine($"{file.Path}: {Counted(waiting.Count, "scenario")} not run, for want of what C# must bring: {string.Join(", ", names)}. Run it from a test:");
        output.WriteLine($"  MarbleTest.Run(\"{file.Path}\", world => {{ {string.Concat(names.Select(name => $"world.Bind(\"{name}\", ...); "))}}});");
        return waiting.Count;
    }

    private static IEnumerable<string> Bound(Scenario scenario) =>
        scenario.Given.OfType<StreamDefinition>().Where(d => d.Kind == StreamKind.Bound).Select(d => d.Name);

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
