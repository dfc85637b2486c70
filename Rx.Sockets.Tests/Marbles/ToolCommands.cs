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
        var (code, output, error) = Run("check", Write("right.marble", Right));

        Assert.Equal((0, "1 files, 1 scenarios: 1 right, 0 wrong\n", ""), (code, output, error));
    }

    [Fact]
    public void Check_of_a_wrong_file_shows_the_lanes_as_they_would_be_right_and_exits_with_1()
    {
        var (code, output, _) = Run("check", Write("wrong.marble", Right.Replace("a       ^|", "a       ^-|", StringComparison.Ordinal)));

        Assert.Equal(1, code);
        Assert.Contains(" >> a       ^|\n << a       ^-|\n", output, StringComparison.Ordinal);
        Assert.EndsWith("1 files, 1 scenarios: 0 right, 1 wrong\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_of_broken_files_lists_every_error_of_each_with_its_place_and_exits_with_2()
    {
        var one = Write("one.marble", Right.Replace("write", "wriet", StringComparison.Ordinal).Replace("a       ^|", "a       ^?", StringComparison.Ordinal));
        var two = Write("two.marble", "tilte x\n");

        var (code, output, error) = Run("check", one, two);

        Assert.Equal((2, ""), (code, output));
        Assert.Matches(@"one\.marble\(5,\d+\): ", error);
        Assert.Matches(@"one\.marble\(11,\d+\): ", error);
        Assert.Matches(@"two\.marble\(1,1\): ", error);
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

        Assert.Equal((0, $"1 pictures in {_folder.FullName}\n"), (code, output));
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
