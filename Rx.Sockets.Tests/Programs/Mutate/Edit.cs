using System.Text.RegularExpressions;

namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>One replacement. What is to be replaced stands exactly once in its file.</summary>
/// <param name="File">Relative to the library's folder.</param>
/// <param name="Find">A part of a line, or of several that follow each other; how they are indented does not matter.</param>
/// <param name="Replace">What stands there in the mutant.</param>
internal sealed record Edit(string File, string Find, string Replace)
{
    public string Apply(string source)
    {
        var found = Regex.Matches(source, string.Join(@"\s*\n\s*", Find.Split('\n').Select(Regex.Escape)));
        if (found.Count != 1) throw new FormatException($"{File} must hold exactly once, and not {found.Count} times: {Find}");
        return $"{source[..found[0].Index]}{Replace}{source[(found[0].Index + found[0].Length)..]}";
    }
}
