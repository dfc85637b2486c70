using System.Globalization;
using System.Text;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Coverage;

/// <summary>Which behaviour is specified in which file.</summary>
/// <param name="required">What must be covered.</param>
/// <param name="files">The specification; their paths become links, relative to the page that shows the table.</param>
public sealed class CoverageTable(IReadOnlyList<Behaviour> required, IReadOnlyList<MarbleFile> files)
{
    /// <summary>The table stands behind this line,</summary>
    public const string Begin = "<!-- coverage: made of behaviours.txt and the files; not written by hand -->";

    /// <summary>and before this one.</summary>
    public const string End = "<!-- end of coverage -->";

    /// <summary>What no file covers.</summary>
    public IReadOnlyList<Behaviour> Missing => [.. required.Where(b => !FilesOf(b).Any())];

    /// <summary>What is wrong with files: one covers nothing, or something that nobody asks for.</summary>
    public IReadOnlyList<string> Strays =>
    [
        .. files.Where(f => f.Covers.Count == 0).Select(f => $"{f.Path} covers nothing"),
        .. files.SelectMany(f => f.Covers.Where(c => required.All(b => b.Name != c)).Select(c => $"{f.Path} covers '{c}', which is not on the list")),
    ];

    /// <summary>As Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{required.Count} behaviours, {files.Count} files, {files.Sum(f => f.Scenarios.Count)} scenarios.\n");
        foreach (var group in required.GroupBy(b => b.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| {group.Key} | file (scenarios) |\n| --- | --- |\n");
            foreach (var behaviour in group)
                text.Append(CultureInfo.InvariantCulture, $"| {behaviour.Name} | {string.Join(" · ", FilesOf(behaviour).Select(Link))} |\n");
        }

        return text.ToString();
    }

    /// <summary>A page with the table between its two lines.</summary>
    /// <exception cref="FormatException">The page has no such lines.</exception>
    public string InsertInto(string page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new FormatException($"The page has no lines '{Begin}' and '{End}'.");
        return $"{page[..begin]}{Begin}\n{ToMarkdown()}{page[end..]}";
    }

    private static string Link(MarbleFile file) => $"[{Path.ChangeExtension(file.Path, null)}]({file.Path}) ({file.Scenarios.Count})";

    private IEnumerable<MarbleFile> FilesOf(Behaviour behaviour) =>
        files.Where(f => f.Covers.Contains(behaviour.Name)).OrderBy(f => f.Path, StringComparer.Ordinal);
}
