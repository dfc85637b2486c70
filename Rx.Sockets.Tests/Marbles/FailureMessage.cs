using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Marbles;

public class FailureMessage
{
    private const string Wrong = """
        title Total after bytes

        // A comment that stays.
        scenario the request is refused
          given
            window = 2
            a = write "hello" cancel total
            me = a
          time      0----5----10
          when
            me      ^-!
            peer    -----3
          then
            a       ^-!~~~
            cancel  --x
            wire    h---l
            socket  ======-
          where
            h = "he"
            l = "llo"
            x = a total refused

        scenario the next one is right
          time      0----5
          then
            socket  -
        """;

    private const string Message =
        """
        FAIL  text(4): the request is refused   lanes: wire, settled
        scenario the request is refused
          given
            window = 2
            a = write "hello" cancel total
            me = a
          time      0----5----10
          when
            me      ^-!
            peer    -----3
          then
            a       ^-!~~~
            cancel  --x
         >> wire    h----l
         << wire    h---l
            socket  ======-
         >> settled ------b
         << settled (no such lane)
          where
            h = "he"
            l = "llo"
            x = a total refused
            b = a sent 5

        """;

    private static readonly string Text = Wrong.ReplaceLineEndings("\n");

    [Fact]
    public void Message_is_the_scenario_with_what_happened_and_under_each_wrong_lane_what_the_file_says()
    {
        var error = Assert.Throws<MarbleFailedException>(() => MarbleTest.Run(Text));

        Assert.Equal(
            Message.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void Accepted_file_is_right_and_keeps_everything_else()
    {
        var accepted = MarbleAccept.Apply(Text, MarbleTest.Check(MarbleReader.Parse(Text)));

        MarbleTest.Run(accepted);
        Assert.Contains("// A comment that stays.", accepted, StringComparison.Ordinal);
        Assert.Contains("\n\nscenario the next one is right\n", accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_then_is_enough_to_begin_with()
    {
        var begun = Text[..Text.IndexOf("    a       ^-!~~~", StringComparison.Ordinal)];

        MarbleTest.Run(MarbleAccept.Apply(begun, MarbleTest.Check(MarbleReader.Parse(begun))));
    }

    [Fact]
    public void What_happens_behind_the_ruler_fails_the_scenario()
    {
        var text = Text.Replace("0----5----10", "0----5", StringComparison.Ordinal).Replace("======-", "======", StringComparison.Ordinal);

        var error = Assert.Throws<MarbleFailedException>(() => MarbleTest.Run(text));

        Assert.Contains("settled: a sent 5 at tick 6, which the ruler does not show", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_lane_means_that_nothing_happens_there()
    {
        var text = "title T\n\nscenario S\n  given\n    a = write \"x\"\n    me = a\n  time      0--3\n  when\n    me      ^\n  then\n";

        var error = Assert.Throws<MarbleFailedException>(() => MarbleTest.Run(text));

        Assert.Contains("lanes: a, wire, me, socket", error.Message, StringComparison.Ordinal);
    }
}
