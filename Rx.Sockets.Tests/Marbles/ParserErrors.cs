using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Marbles;

public class ParserErrors
{
    private const string Right = """
        title A title

        scenario one
          given
            window = 3
            a = write "hello"
            me = a
            x = sends
          time      0----5
          when
            me      ^
            x       a
          then
            me      -r
            a       ^|
            socket  =-
          where
            r = 5 |
        """;

    [Fact]
    public void Right_file_has_no_error() => Assert.Equal("one", Assert.Single(MarbleReader.Parse(Right).Scenarios).Name);

    [Theory]
    [InlineData("title A title", "", "(1,1): the file begins with 'title'")]
    [InlineData("  given", "\tgiven", "(4,1): a tab")]
    [InlineData("  given", "   given", "(4,4): 3 blanks in front")]
    [InlineData("  given", "  givne", "(4,3): 'givne' is not a section")]
    [InlineData("    window = 3", "    window = much", "(5,14): a number belongs here, not 'much'")]
    [InlineData("    me = a", "    a = a", "(7,5): 'a' is given twice")]
    [InlineData("    me = a", "    wire = a", "(7,5): 'wire' is not a name")]
    [InlineData("\"hello\"", "\"hello", "(6,15): this text has no closing quote")]
    [InlineData("\"hello\"", "\"hello\" cancel totally", "(6,30): a level")]
    [InlineData("\"hello\"", "\"hello\" when stop", "(6,5): 'stop' is not a signal")]
    [InlineData("\"hello\"", "\"hello\" flags Quickly", "(6,29): 'Quickly' is not among SocketFlags")]
    [InlineData("\"hello\"", "\"hello\" filter total", "(6,23): flags, cancel, after, when, token, result or told")]
    [InlineData("write \"hello\"", "compose \"hello\" filter totally", "(6,32): a level")]
    [InlineData("write \"hello\"", "compose \"hello\" pause total", "(6,31): a number of ticks")]
    [InlineData("    me = a", "    me = a.Take(1", "(7,18): ')' belongs here")]
    [InlineData("0----5", "0---5", "(9,17): 5 stands at tick 4")]
    [InlineData("0----5", "0---/-", "(9,17): behind a cut a number must say")]
    [InlineData("0----5", "-0---5", "(9,13): the ruler begins with 0")]
    [InlineData("    me      ^", "    mine    ^", "(11,5): there is no lane 'mine' under when")]
    [InlineData("    me      ^", "    me      ?", "(11,13): '?' does not stand in this lane; there are - ^ !")]
    [InlineData("    me      -r", "    me      --------r", "(14,19): this lane is longer than the ruler")]
    [InlineData("    me      -r", "    me    --r", "(14,11): this marble stands left of tick 0")]
    [InlineData("    me      -r", "    me      -q", "(14,5): 'q' is not explained under where")]
    [InlineData("    socket  =-", "    socket  =-\n    socket  =-", "(17,5): a second lane 'socket'")]
    [InlineData("    r = 5 |", "    r = 5 |\n    q = 6", "(19,5): 'q' is explained and never used")]
    [InlineData("    r = 5 |", "    r = 5 |\n    r = 6", "(19,5): 'r' is explained twice")]
    [InlineData("    r = 5 |", "    r = | 5", "(18,11): nothing comes after the end")]
    [InlineData("    r = 5 |", "    r = 5 |\ncovers it", "(19,1): 'covers' stands before the first scenario")]
    [InlineData("title A title", "title A title\ncovers", "(2,7): 'covers' needs a text")]
    [InlineData("  when", "  when now", "(10,8): 'when' stands alone")]
    [InlineData("  then", "  note too late", "(13,3): 'note' comes too late")]
    public void Error_names_line_column_and_what_is_wrong(string right, string wrong, string expected)
    {
        var text = Right.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);

        var error = Assert.Throws<MarbleFormatException>(() => MarbleReader.Parse(text, "f.marble"));

        Assert.Contains(error.Errors, e => e.ToString().StartsWith("f.marble" + expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_errors_of_a_file_come_at_once()
    {
        var text = Right.Replace("window = 3", "window = x", StringComparison.Ordinal).Replace("r = 5 |", "r = | 5", StringComparison.Ordinal)
            + "\n\nscenario one\n  time      0--4\n";

        var error = Assert.Throws<MarbleFormatException>(() => MarbleReader.Parse(text, "f.marble"));

        Assert.Equal([5, 18, 20, 20, 21], error.Errors.Select(e => e.Line));
    }

    [Theory]
    [InlineData("me = a", "me = a.Quickly()", "(7,12): 'Quickly' is not in the table of operators")]
    [InlineData("me = a", "me = c", "(7,10): 'c' is not a send or a stream that is given, nor bound")]
    [InlineData("me = a", "me = a.CancelWhen(x)", "(7,12): CancelWhen follows a group: WaitForAll(a, b).CancelWhen(...)")]
    [InlineData("me = a", "me = WaitForAll(a).CancelOnUnsubscribe(a)", "(7,24): argument 1 of CancelOnUnsubscribe is a level")]
    [InlineData("me = a", "me = a.Take(a)", "(7,12): argument 1 of Take is a number")]
    public void Pipeline_that_cannot_be_built_names_its_place_too(string right, string wrong, string expected)
    {
        var file = MarbleReader.Parse(Right.Replace(right, wrong, StringComparison.Ordinal), "f.marble");

        var error = Assert.Throws<MarbleFormatException>(() => MarbleTest.Check(file));

        Assert.Equal("f.marble" + expected, Assert.Single(error.Errors).ToString());
    }
}
