using System.Text;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>The name of a scenario in links and file names: what it says, not where it stands, so that links last.</summary>
public static class ScenarioId
{
    /// <summary><c>cancellation.terminal-mid-write.after-it-the-socket-can-only-be-closed</c>.</summary>
    /// <param name="topic">The path of the file below the folder of all, without its extension.</param>
    /// <param name="scenario">Which.</param>
    public static string Of(string topic, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(scenario);
        return string.Join('.', topic.Split('/', '\\').Append(scenario.Name).Select(Words));
    }

    private static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c)) words.Append(char.ToLowerInvariant(c));
            else if (c != '\'' && words.Length > 0 && words[^1] != '-') words.Append('-');
        }

        return words.ToString().TrimEnd('-');
    }
}
