using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>RXSOCKETS_MARBLES_ACCEPT=1 writes what happened into the source files. The author judges it then. Refused when CI is set.</summary>
internal static class Accept
{
    private static readonly Lock Gate = new();

    /// <summary>Fails where it is asked for and refused.</summary>
    public static bool IsAsked => IsAskedIn(Environment.GetEnvironmentVariable);

    /// <summary>The same of another environment.</summary>
    public static bool IsAskedIn(Func<string, string?> environment)
    {
        var isAsked = !string.IsNullOrEmpty(environment("RXSOCKETS_MARBLES_ACCEPT"));
        Assert.True(
            !isAsked || string.IsNullOrEmpty(environment("CI")),
            "RXSOCKETS_MARBLES_ACCEPT is refused where CI is set: a build server does not judge.");
        return isAsked;
    }

    public static void IfAsked(string file, ScenarioResult result)
    {
        if (result.Passed || !IsAsked) return;
        lock (Gate)
        {
            // Read again: another scenario of the file may have been written meanwhile, and lines have moved.
            var path = Path.Combine(MarbleFolder.Source, file);
            var text = File.ReadAllText(path);
            var now = MarbleReader.Parse(text, file).Scenarios.Single(s => s.Name == result.Scenario.Name);
            File.WriteAllText(path, MarbleAccept.Apply(text, [result with { Scenario = now }]));
        }
    }
}
