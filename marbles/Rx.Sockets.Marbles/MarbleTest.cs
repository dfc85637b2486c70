using Rx.Sockets.Marbles.Checking;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles;

/// <summary>Runs marble files, from any test framework.</summary>
public static class MarbleTest
{
    /// <summary>Runs every scenario; returns if all did what they say.</summary>
    /// <param name="fileOrText">A path; or the text itself, if it has more than one line.</param>
    /// <param name="bind">Brings the pipelines under test: <c>world => world.Bind("heartbeat", Heartbeat(world.Socket, world.Scheduler))</c>.
    /// Called for each scenario, before its time begins.</param>
    /// <param name="options">Operators of your own, or another scheduler.</param>
    /// <exception cref="MarbleFormatException">It cannot be read; all errors with line and column.</exception>
    /// <exception cref="MarbleFailedException">Some scenarios did something else; the message is the corrected file.</exception>
    public static void Run(string fileOrText, Action<MarbleWorld>? bind = null, MarbleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fileOrText);
        var file = fileOrText.Contains('\n', StringComparison.Ordinal) ? MarbleReader.Parse(fileOrText) : MarbleReader.Load(fileOrText);
        var failed = Check(file, bind, options).Where(r => !r.Passed).ToList();
        if (failed.Count > 0) throw new MarbleFailedException(failed);
    }

    /// <summary>Runs every scenario of a file that is not a recording.</summary>
    /// <exception cref="MarbleFormatException">Pipelines name something that does not exist, or that nobody has bound; all of
    /// them.</exception>
    public static IReadOnlyList<ScenarioResult> Check(MarbleFile file, Action<MarbleWorld>? bind = null, MarbleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var results = new List<ScenarioResult>();
        var errors = new List<MarbleError>();
        foreach (var scenario in file.Scenarios.Where(s => !s.IsRecorded))
        {
            try
            {
                results.Add(Check(file, scenario, bind, options));
            }
            catch (MarbleFormatException unreadable)
            {
                errors.AddRange(unreadable.Errors);
            }
        }

        return errors.Count == 0 ? results : throw new MarbleFormatException(errors);
    }

    /// <summary>Runs one scenario.</summary>
    /// <exception cref="MarbleFormatException">A pipeline names something that does not exist, or that nobody has bound.</exception>
    public static ScenarioResult Check(MarbleFile file, Scenario scenario, Action<MarbleWorld>? bind = null, MarbleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(scenario);
        options ??= new MarbleOptions();
        var seen = new ScenarioRunner(scenario, file.Path, options).Run(bind);
        return new ScenarioComparer(file, scenario, seen).Compare();
    }
}
