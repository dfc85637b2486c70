namespace Rx.Sockets.Tests.Marbles.Mutants;

/// <summary>marbles/survivors.txt: mutants that cannot fail, each with the reason.</summary>
/// <remarks>A line without indent names file and scenario, <c>file: scenario</c>; the lines below it, indented, are
/// <c>mutant: reason</c>. <c>//</c> begins a comment.</remarks>
public static class Survivors
{
    /// <summary>Reasons by file and scenario, and mutant.</summary>
    public static IReadOnlyDictionary<(string Scenario, string Mutant), string> Read(string text)
    {
        var reasons = new Dictionary<(string, string), string>();
        var scenario = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line[0] != ' ')
            {
                scenario = line;
                continue;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || line[(colon + 2)..].Trim().Length == 0) throw new FormatException($"survivors.txt: no reason in '{line}'");
            reasons.Add((scenario, line[..colon].Trim()), line[(colon + 2)..].Trim());
        }

        return reasons;
    }
}
