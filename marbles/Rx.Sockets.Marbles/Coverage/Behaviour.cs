namespace Rx.Sockets.Marbles.Coverage;

/// <summary>Something that a specification must show.</summary>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Name">What a file that shows it says after <c>covers</c>.</param>
public sealed record Behaviour(string Group, string Name)
{
    /// <summary>Reads a list: a behaviour a line, <c># heading</c> begins a group, <c>//</c> a comment.</summary>
    /// <exception cref="FormatException">A behaviour stands twice, or before the first heading.</exception>
    public static IReadOnlyList<Behaviour> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var list = new List<Behaviour>();
        string? group = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal)) continue;
            if (line.StartsWith("# ", StringComparison.Ordinal)) group = line[2..];
            else if (list.Any(b => b.Name == line)) throw new FormatException($"'{line}' stands twice.");
            else list.Add(new Behaviour(group ?? throw new FormatException($"'{line}' stands before the first heading."), line));
        }

        return list;
    }
}
