namespace Rx.Sockets.Tests.Architecture;

/// <summary>What breaks a rule, one line each; all of them in the message, not the first few.</summary>
public static class Violations
{
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} against the rule:\n{string.Join('\n', all)}");
    }
}
