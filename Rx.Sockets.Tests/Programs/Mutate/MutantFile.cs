namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>The list of mutants: a text, one block each.</summary>
/// <remarks>
/// <code>
/// mutant a byte is lost
/// in Operations/SendState.cs
/// - Moved += bytes;
/// + Moved += bytes - 1;
/// survives because ...
/// </code>
/// A find may have several lines. Several edits, also in other files, make one mutant.
/// </remarks>
internal static class MutantFile
{
    /// <summary>Relative to the root of the repository.</summary>
    public const string Place = "Rx.Sockets.Tests/Programs/Mutate/mutants.txt";

    public static IReadOnlyList<Mutant> Load(string path)
    {
        var blocks = new List<List<string>>();
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith("mutant ", StringComparison.Ordinal)) blocks.Add([]);
            if (blocks.Count == 0) throw new FormatException($"Before the first mutant: {line}");
            blocks[^1].Add(line);
        }

        return [.. blocks.Select(Read)];
    }

    private static Mutant Read(List<string> block)
    {
        var (file, find, survives) = ("", (string?)null, (string?)null);
        var edits = new List<Edit>();
        void Add(string replacement)
        {
            edits.Add(new Edit(file, find ?? throw new FormatException($"Nothing to replace: {block[0]}"), replacement));
            find = null;
        }

        foreach (var line in block.Skip(1))
        {
            if (After(line, "in ") is { } named) file = named;
            else if (After(line, "- ") is { } old) find = find is null ? old : $"{find}\n{old}";
            else if (After(line, "+ ") is { } replacement) Add(replacement);
            else if (line == "+") Add("");
            else if (After(line, "survives ") is { } reason) survives = reason;
            else throw new FormatException($"Not understood: {line}");
        }

        if (edits.Count == 0) throw new FormatException($"Changes nothing: {block[0]}");
        return new Mutant(block[0]["mutant ".Length..], edits, survives);
    }

    private static string? After(string line, string mark) => line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..] : null;
}
