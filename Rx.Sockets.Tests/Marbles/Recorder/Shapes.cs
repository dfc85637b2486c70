using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Marbles.Recorder;

/// <summary>What counts in a shape, with runs that are written by hand.</summary>
public class Shapes
{
    private const string TwoLeave = """
        title Two leave

        scenario two leave
          given
            window = 0
            a = write "a"
            b = write "b"
            me = a
            you = b
          time      0----5
          when
            me      ^-!
            you     ^-!
          then
            a       ^-!
            b       ^-!
            cancel  --x
            settled ---s
            socket  ===-
          where
            x = a total accepted, b total accepted
            s = a cancelled 0, b cancelled 0

        """;

    private const string Run = """
        title A run

        recorded a run
          unit 1 us
          given
            s1 = write 1 bytes
            s2 = write 1 bytes
          time      0----5----10
          then
            s1      ^----!
            s2      -^-!
            cancel  ---x-y
            settled -------s-t
            socket  =-
          where
            x = s2 total accepted
            y = s1 total accepted
            s = s1 cancelled 0
            t = s2 cancelled 0

        """;

    [Fact]
    public void Sends_of_one_tick_have_no_order_in_a_run_either() => Assert.True(Agrees(TwoLeave));

    [Fact]
    public void Sends_of_different_ticks_have_an_order() => Assert.False(Agrees(TwoLeave
        .Replace("you     ^-!", "you     ^--!", StringComparison.Ordinal)
        .Replace("b       ^-!", "b       ^--!", StringComparison.Ordinal)
        .Replace("--x\n", "--xy\n", StringComparison.Ordinal)
        .Replace("---s\n", "---st\n", StringComparison.Ordinal)
        .Replace("===-", "====-", StringComparison.Ordinal)
        .Replace("accepted, b total accepted", "accepted\n    y = b total accepted", StringComparison.Ordinal)
        .Replace("0, b cancelled 0", "0\n    t = b cancelled 0", StringComparison.Ordinal)));

    [Fact]
    public void One_more_or_one_less_differs()
    {
        Assert.False(Agrees(TwoLeave, Run.Replace("---x-y", "---x--", StringComparison.Ordinal).Replace("    y = s1 total accepted\n", "", StringComparison.Ordinal)));
        Assert.False(Agrees(TwoLeave, Run.Replace("---x-y", "---x-y-x", StringComparison.Ordinal)));
    }

    private static bool Agrees(string scenario, string run = Run)
    {
        var file = MarbleReader.Parse(scenario);
        Assert.True(Assert.Single(MarbleTest.Check(file)).Passed);
        return MarbleShape.Compare(MarbleReader.Parse(run).Scenarios[0], file, file.Scenarios[0]).Agrees;
    }
}
