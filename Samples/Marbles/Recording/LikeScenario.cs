using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;

namespace MarbleTool.Recording;

/// <summary>The scenario that a recording is held against.</summary>
internal sealed record LikeScenario(MarbleFile File, Scenario Scenario)
{
    /// <param name="place">A file; with more than one scenario in it, also <c>#</c> and a name.</param>
    public static LikeScenario Find(string place)
    {
        var hash = place.IndexOf('#', StringComparison.Ordinal);
        var (path, name) = hash < 0 ? (place, null) : (place[..hash], place[(hash + 1)..]);
        if (!System.IO.File.Exists(path)) throw new UsageException($"there is no file '{path}'");
        var file = MarbleReader.Load(path);
        var scenarios = file.Scenarios.Where(s => !s.IsRecorded).ToList();
        var found = name is null ? scenarios : scenarios.FindAll(s => s.Name == name);
        if (found.Count == 1) return new LikeScenario(file, found[0]);
        var names = string.Concat(scenarios.Select(s => $"\n  {path}#{s.Name}"));
        throw new UsageException($"{(name is null ? "say which scenario" : $"there is no scenario '{name}'")}:{names}");
    }
}
