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
    [InlineData("    me = a", "    me = a.SendTo(capacity: )", "(7,29): a name belongs here")]
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

    [Theory]
    [InlineData("    a = write", "    a = wirte", "(6,9): 'wirte' begins nothing; there are write, send,")]
    [InlineData("    a = write \"hello\"", "    a = write hello", "(6,15): a quoted text, a number of bytes")]
    [InlineData("    me = a", "    me = a.Take(", "(7,17): a name belongs here")]
    [InlineData("    me = a", "    x = socket window\n    me = a", "(7,22): a number of bytes belongs here")]
    [InlineData("    me = a", "    x = socket overflow Latest\n    me = a", "(7,25): 'Latest' is not a policy that one socket can have")]
    [InlineData("  time      0----5", "  time", "(9,7): 'time' needs a ruler")]
    [InlineData("0----5", "0----6", "(9,18): 6 stands at tick 5")]
    [InlineData("  given", " given", "(4,2): 1 blank in front")]
    [InlineData("  where", "  were", "(17,3): 'were' is not a section")]
    [InlineData("    r = 5 |", "    r =", "(18,8): what 'r' means is missing")]
    [InlineData("    me      ^", "    me      r", "(11,13): 'r' does not stand in this lane")]
    [InlineData("    a       ^|", "    a       ^-----------|", "(15,19): this lane is longer than the ruler")]
    public void One_mistake_is_one_error(string right, string wrong, string expected)
    {
        var text = Right.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);

        var error = Assert.Throws<MarbleFormatException>(() => MarbleReader.Parse(text, "f.marble"));

        Assert.StartsWith("f.marble" + expected, Assert.Single(error.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Strip_and_an_unwatched_row_may_go_on_over_a_cut()
    {
        const string text = """
            title Over a cut

            scenario a long wait
              given
                window = 1
                a = write "ab"
                me = a
              time      0--/-300--
              when
                me      ^!
                peer         1
              then
                a       ^!~~~~
                cancel  -c
                wire    x    y
                settled ------s
                socket  ======-
              where
                c = a total refused
                s = a sent 2
                x = "a"
                y = "b"

            """;

        MarbleTest.Run(text);
        Assert.Throws<MarbleFailedException>(() => MarbleTest.Run(text.Replace("======-", "=-====-", StringComparison.Ordinal)));
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
    [InlineData("me = a", "me = a.Quickly()", "(7,12): 'Quickly' is not in the table of operators; your own is added in C#: options.Operators.Add(\"Quickly\", call => ...)")]
    [InlineData("me = a", "me = c", "(7,10): 'c' is not a send or a stream that is given, nor bound")]
    [InlineData("me = a", "p = bound\n    me = p", "(8,10): 'p' is bound, and nobody has brought it: world.Bind(\"p\", ...) in the second argument of MarbleTest.Run")]
    [InlineData("me = a", "me = a.SignalOnNext(x, partial)", "(7,25): argument 1 of SignalOnNext is a signal that is given")]
    [InlineData("me = a", "stop = signal\n    me = a.SignalOnNext(stop, hard)", "(8,31): argument 2 of SignalOnNext is a level")]
    [InlineData("me = a", "me = a.Take(a)", "(7,17): argument 1 of Take is a number")]
    [InlineData("me = a", "me = a.Take()", "(7,12): argument 1 of Take is a number")]
    [InlineData("me = a", "me = a.Take(1, 2)", "(7,20): argument 2 of Take means nothing")]
    [InlineData("me = a", "me = a.Finally(5)", "(7,20): argument 1 of Finally is a word")]
    [InlineData("me = a", "me = a.Concat(5)", "(7,19): a stream belongs here")]
    [InlineData("me = a", "me = Merge()", "(7,10): Merge is of one stream at least")]
    [InlineData("me = a", "me = Take(1)", "(7,10): Take follows a stream and a dot")]
    [InlineData("me = a", "me = a.Timer(1)", "(7,12): Timer follows nothing: it begins a pipeline")]
    [InlineData("me = a", "me = a.Take(3000000000)", "(7,12): Take does not take that: Arithmetic operation resulted in an overflow.")]
    [InlineData("me = a", "me = a.SendTo(speed: 5)", "(7,19): 'speed' of SendTo means nothing")]
    [InlineData("me = a", "me = a.SendTo(overflow: Latest(a))", "(7,36): a number belongs here")]
    [InlineData("me = a", "me = a.SendTo(cancel: hard)", "(7,27): a level belongs here (total, partial, terminal, several joined by |, or none)")]
    [InlineData("me = a", "me = a.SendTo(overflow: Wait)", "(7,12): SendTo does not take that: An observable cannot be asked to wait. Use Overflow.Block, which keeps its thread, another policy, or a source that is pulled. (Parameter 'options')")]
    [InlineData("me = a", "me = a.Take(count: 1)", "(7,17): argument 1 of Take is a number")]
    [InlineData("me = a", "me = a.CancelWhen(x)", "(7,12): CancelWhen follows a group: WaitForAll(a, b).CancelWhen(...)")]
    [InlineData("me = a", "me = WaitForAll(a).CancelOnUnsubscribe(a)", "(7,44): argument 1 of CancelOnUnsubscribe is a level")]
    public void Pipeline_that_cannot_be_built_names_its_place_too(string right, string wrong, string expected)
    {
        var file = MarbleReader.Parse(Right.Replace(right, wrong, StringComparison.Ordinal), "f.marble");

        var error = Assert.Throws<MarbleFormatException>(() => MarbleTest.Check(file));

        Assert.Equal("f.marble" + expected, Assert.Single(error.Errors).ToString());
    }
}
