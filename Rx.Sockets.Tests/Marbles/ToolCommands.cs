using System.Text.RegularExpressions;
using MarbleTool;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>What the tool prints, and the exit codes that a build server reads.</summary>
public sealed class ToolCommands : IDisposable
{
    private const string Right = """
        title A write

        scenario all fits
          given
            a = write "hi"
            me = a
          time      0----5
          when
            me      ^
          then
            a       ^|
            wire    h
            me      -r
            socket  =-
          where
            h = "hi"
            r = 2 |

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marbles-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Check_of_right_files_says_how_many_and_exits_with_0()
    {
        var one = Write("right.marble", Right);

        Assert.Equal((0, "1 file, 1 scenario: 1 right, 0 wrong\n", ""), Run("check", one));
        Assert.Equal((0, "2 files, 2 scenarios: 2 right, 0 wrong\n", ""), Run("check", one, one));
    }

    [Fact]
    public void Check_of_a_file_that_wants_something_from_CSharp_says_what_and_exits_with_2()
    {
        var path = Write("bound.marble", Right.Replace("a = write \"hi\"", "a = bound", StringComparison.Ordinal));

        var (code, output, error) = Run("check", path, Write("right.marble", Right));

        Assert.Equal((2, ""), (code, error));
        Assert.Equal(
            $$"""
            {{path}}: 1 scenario not run, for want of what C# must bring: a. Run it from a test:
              MarbleTest.Run("{{path}}", world => { world.Bind("a", ...); });
            2 files, 2 scenarios: 1 right, 0 wrong, 1 not run

            """,
            output);
    }

    [Fact]
    public void Scenario_that_is_wrong_counts_more_than_one_that_is_not_run()
    {
        var bound = Write("bound.marble", Right.Replace("a = write \"hi\"", "a = bound", StringComparison.Ordinal));
        var wrong = Write("wrong.marble", Right.Replace("r = 2", "r = 3", StringComparison.Ordinal));

        Assert.Equal(1, Run("check", bound, wrong).Code);
    }

    [Fact]
    public void Recording_is_not_run_and_wrong_in_nothing()
    {
        var recording = Write("run.marble", "title A run\n\nrecorded nothing\n  unit 1 us\n  time      0-\n  then\n    socket  -\n");

        Assert.Equal((0, "1 file, 0 scenarios: 0 right, 0 wrong; 1 recording not run\n", ""), Run("check", recording));
        Assert.Contains("A tick is 1 us.", Run("explain", recording).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_of_a_wrong_file_shows_the_lanes_as_they_would_be_right_and_exits_with_1()
    {
        var (code, output, _) = Run("check", Write("wrong.marble", Right.Replace("a       ^|", "a       ^-|", StringComparison.Ordinal)));

        Assert.Equal(1, code);
        Assert.Contains(" >> a       ^|\n << a       ^-|\n", output, StringComparison.Ordinal);
        Assert.EndsWith("1 file, 1 scenario: 0 right, 1 wrong\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_of_broken_files_lists_every_error_of_each_with_its_place_and_exits_with_2()
    {
        var one = Write("one.marble", Right.Replace("write", "wriet", StringComparison.Ordinal).Replace("wire    h", "wire    7", StringComparison.Ordinal));
        var two = Write("two.marble", "tilte x\n");

        var (code, output, error) = Run("check", one, two);

        Assert.Equal((2, ""), (code, output));
        Assert.Matches(@"one\.marble\(5,\d+\): ", error);
        Assert.Matches(@"one\.marble\(12,13\): ", error);
        Assert.Matches(@"two\.marble\(1,1\): ", error);
    }

    [Fact]
    public void Pipelines_that_cannot_be_built_are_listed_with_files_that_cannot_be_read()
    {
        var one = Write("one.marble", Right.Replace("me = a", "me = a.Nope().Neither(a.Nor())", StringComparison.Ordinal));
        var two = Write("two.marble", "tilte x\n");
        var three = Write("three.marble", Right.Replace("me = a", "me = b", StringComparison.Ordinal));

        var (code, output, error) = Run("check", one, two, three);

        Assert.Equal((2, ""), (code, output));
        Assert.Equal(["Nope", "Neither", "Nor"], Regex.Matches(error, @"one\.marble\(6,\d+\): '(\w+)' is not in the table").Select(m => m.Groups[1].Value));
        Assert.Matches(@"two\.marble\(1,1\): ", error);
        Assert.Matches(@"three\.marble\(6,10\): 'b' is not a send", error);
    }

    [Fact]
    public void A_pipeline_with_an_unknown_operator_cannot_be_read_either()
    {
        var (code, _, error) = Run("check", Write("unknown.marble", Right.Replace("me = a", "me = a.Nope()", StringComparison.Ordinal)));

        Assert.Equal(2, code);
        Assert.Contains("unknown.marble(6,", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("check", "--nope")]
    [InlineData("check", "no-such-file.marble")]
    [InlineData("draw", "--out")]
    [InlineData("explain")]
    [InlineData("gallery", "file.marble")]
    [InlineData("record")]
    [InlineData("record", "one.marble", "two.marble")]
    [InlineData("record", "one.marble", "--like")]
    [InlineData("record", "one.marble", "--like", "no-such-file.marble")]
    [InlineData("record", "one.marble", "--engine", "steam")]
    [InlineData("check", "--like", "one.marble")]
    public void A_wrong_argument_is_one_line_and_exit_code_2(params string[] args)
    {
        var (code, output, error) = Run(args);

        Assert.Equal((2, ""), (code, output));
        Assert.Matches("^marbles: [^\n]+\n$", error);
    }

    [Fact]
    public void No_argument_shows_the_usage_and_exits_with_2()
    {
        var (code, _, error) = Run();

        Assert.Equal(2, code);
        Assert.StartsWith("usage: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_writes_a_picture_for_each_scenario_and_leaves_other_files_alone()
    {
        var other = Write("other.svg", "mine");

        var (code, output, _) = Run("draw", Write("right.marble", Right), "--out", _folder.FullName);

        Assert.Equal((0, $"1 picture in {_folder.FullName}\n"), (code, output));
        Assert.StartsWith("<svg ", File.ReadAllText(Path.Combine(_folder.FullName, "right.all-fits.svg")), StringComparison.Ordinal);
        Assert.True(File.Exists(other));
    }

    [Fact]
    public void Explain_says_it_in_words()
    {
        var (code, output, _) = Run("explain", Write("right.marble", Right));

        Assert.Equal((0, "A write\n\n  all fits\n    tick 0: me subscribes; send a starts; the wire carries \"hi\"\n    tick 1: send a completes; me receives 2 and completion\n"), (code, output));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Tool.Run(args, output, error);
        return (code, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }
}
