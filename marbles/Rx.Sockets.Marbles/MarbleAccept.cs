namespace Rx.Sockets.Marbles;

/// <summary>Writes what happened into the file. For authors, who judge it then; never for a build server.</summary>
public static class MarbleAccept
{
    /// <summary>The text of the file with every failed scenario replaced from its <c>time</c> on; the rest as it was, comments
    /// outside those sections included.</summary>
    public static string Apply(string text, IEnumerable<ScenarioResult> results)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(results);
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        foreach (var failed in results.Where(r => !r.Passed).OrderByDescending(r => r.Scenario.Line))
        {
            var (from, to) = (failed.Scenario.TimeLine - 1, failed.Scenario.LastLine);
            lines.RemoveRange(from, to - from);
            lines.InsertRange(from, failed.Corrected().TrimEnd('\n').Split('\n'));
        }

        return string.Join('\n', lines);
    }
}
