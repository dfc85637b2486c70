using Rx.Sockets.Marbles;

namespace MarbleTool.Commands;

/// <summary>Runs scenarios; a failed one is printed as it would be right.</summary>
internal static class CheckCommand
{
    public static int Run(Arguments arguments, TextWriter output)
    {
        var sources = Source.Load(arguments.Files);
        var results = Check(sources);
        foreach (var failed in results.Where(r => !r.Passed))
            output.WriteLine(failed.Describe());
        var wrong = results.Count(r => !r.Passed);
        var recorded = sources.Sum(s => s.File.Scenarios.Count(c => c.IsRecorded));
        output.WriteLine($"{sources.Count} files, {results.Count} scenarios: {results.Count - wrong} right, {wrong} wrong"
            + (recorded > 0 ? $"; {recorded} recordings not run" : ""));
        return wrong == 0 ? ExitCode.Right : ExitCode.Failed;
    }

    // A pipeline may name what does not exist: that is an error of the file too, found only when it is built.
    private static List<ScenarioResult> Check(IReadOnlyList<Source> sources)
    {
        var results = new List<ScenarioResult>();
        var errors = new List<MarbleError>();
        foreach (var source in sources)
        {
            foreach (var scenario in source.File.Scenarios.Where(s => !s.IsRecorded))
            {
                try
                {
                    results.Add(MarbleTest.Check(source.File, scenario));
                }
                catch (MarbleFormatException unreadable)
                {
                    errors.AddRange(unreadable.Errors);
                }
            }
        }

        return errors.Count == 0 ? results : throw new MarbleFormatException(errors);
    }
}
