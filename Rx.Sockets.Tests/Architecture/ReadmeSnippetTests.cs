using System.Text.RegularExpressions;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>A program in a document is quoted from a sample that is compiled and run, so that it cannot rot.</summary>
public sealed class ReadmeSnippetTests
{
    private const string Sample = "Samples/Quickstart/Readme/FirstSend.cs";

    [Fact]
    public void The_program_of_the_README_is_the_one_that_Quickstart_runs()
    {
        var snippet = Snippet(Repository.Read(Sample), "first-send");

        Assert.Contains("```csharp\n" + snippet + "\n```", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_of_the_README_has_20_lines_at_most()
    {
        var lines = Snippet(Repository.Read(Sample), "first-send").Split('\n');

        Assert.InRange(lines.Count(line => line.Length > 0), 10, 20);
    }

    [Fact]
    public void What_the_README_prints_is_what_the_program_prints()
    {
        var printed = Regex.Matches(Repository.Read(Sample), @"(bytes are out, the socket is|more, the peer has read)").Select(match => match.Value);

        Assert.NotEmpty(printed);
        Assert.All(printed, words => Assert.Contains(words, OutputBlock(), StringComparison.Ordinal));
    }

    /// <summary>The pieces between <c>// snippet: NAME</c> and <c>// end</c>, moved to the left margin, with an empty line between.</summary>
    private static string Snippet(string source, string name)
    {
        var pieces = Regex.Matches(source, $@"^( *)// snippet: {name}\n(.*?)^ *// end$", RegexOptions.Singleline | RegexOptions.Multiline);
        Assert.NotEmpty(pieces);
        return string.Join("\n\n", pieces.Select(piece => Dedent(piece.Groups[2].Value, piece.Groups[1].Length)));
    }

    private static string Dedent(string text, int margin) =>
        string.Join('\n', text.TrimEnd().Split('\n').Select(line => line.Length < margin ? line.Trim() : line[margin..]));

    private static string OutputBlock() =>
        Regex.Match(Repository.Read("README.md"), @"^```\n(OperationAborted.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline).Value;
}
