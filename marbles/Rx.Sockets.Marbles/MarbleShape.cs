using Rx.Sockets.Marbles.Checking;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;
using Rx.Sockets.Marbles.Shapes;

namespace Rx.Sockets.Marbles;

/// <summary>Holds what a real socket did against what a scenario does in virtual time. Of time only the order counts: the one
/// comparison that a wall clock allows.</summary>
public static class MarbleShape
{
    /// <summary>Compares what a recording knows: the rows of the sends, and cancel, settled, wire and socket.</summary>
    /// <param name="recorded">What a recording gave, or what was read of one.</param>
    /// <param name="file">Where the scenario stands.</param>
    /// <param name="scenario">The scenario; it is run, for its wire says which bytes but not whose.</param>
    /// <param name="bind">As in <see cref="MarbleTest"/>.</param>
    /// <param name="options">As in <see cref="MarbleTest"/>.</param>
    /// <exception cref="ArgumentException">The first is not a recording, or the second is one.</exception>
    public static ShapeComparison Compare(
        Scenario recorded, MarbleFile file, Scenario scenario, Action<MarbleWorld>? bind = null, MarbleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(scenario);
        if (!recorded.IsRecorded) throw new ArgumentException("Not a recording.", nameof(recorded));
        if (scenario.IsRecorded) throw new ArgumentException("A recording is not run.", nameof(scenario));
        var seen = new ScenarioRunner(scenario, file.Path, options ?? new MarbleOptions()).Run(bind);
        var result = new ScenarioComparer(file, scenario, seen).Compare();
        if (!result.Passed) return new ShapeComparison(recorded.Name, scenario.Name, [], result.Describe());
        var shape = ShapeReader.Of(scenario, seen);
        var (was, expected) = (ShapeReader.Of(recorded).Lanes(like: shape), shape.Lanes());
        var names = was.Keys.Where(name => !expected.ContainsKey(name)).Concat(expected.Keys);
        return new ShapeComparison(
            recorded.Name, scenario.Name, [.. names.Select(n => new ShapeLane(n, was.GetValueOrDefault(n, []), expected.GetValueOrDefault(n, [])))]);
    }
}
