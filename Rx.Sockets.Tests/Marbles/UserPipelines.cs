using System.Reactive.Linq;
using System.Text;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>What a user of the library does: tests a pipeline of his own.</summary>
public class UserPipelines
{
    private const string Heartbeats = """
        title A heartbeat

        scenario a peer that does not read ends it at the first beat that gets no byte out
          given
            window = 4
            beat = bound
            me = beat
          time      0----5----10---15
          when
            me      ^
          then
            me      ------r--------e
            s1           ^|
            s2                ^---!
            cancel  --------------x
            settled ---------------s
            wire    -----p
            socket  -----=----=====-
          where
            r = 4
            e = # Timeout
            x = s2 total accepted
            s = s2 cancelled 0
            p = "ping"

        """;

    [Fact]
    public void Pipeline_is_bound_to_a_name_and_its_sends_are_numbered()
    {
        var text = Heartbeats.Replace("    me      ------r--------e", "    me      ------r-------e", StringComparison.Ordinal);

        MarbleTest.Run(text, world => world.Bind("beat", Heartbeat(world.Socket, world.Scheduler)));
    }

    [Fact]
    public void Same_file_runs_on_TestScheduler()
    {
        var text = Heartbeats.Replace("    me      ------r--------e", "    me      ------r-------e", StringComparison.Ordinal);
        var options = new MarbleOptions { Scheduler = () => new TestScheduler() };

        MarbleTest.Run(text, world => world.Bind("beat", Heartbeat(world.Socket, world.Scheduler)), options);
    }

    [Fact]
    public void Wrong_expectation_fails() => Assert.Throws<MarbleFailedException>(
        () => MarbleTest.Run(Heartbeats, world => world.Bind("beat", Heartbeat(world.Socket, world.Scheduler))));

    [Fact]
    public void File_on_disk_is_run_by_its_path()
    {
        var path = Path.Combine(MarbleFolder.Path, "sending", "a-write-that-fits.marble");

        MarbleTest.Run(path);
    }

    [Fact]
    public void Operator_of_ones_own_is_one_line()
    {
        var options = new MarbleOptions();
        options.Operators.Add("Doubled", call => call.Source.SelectMany(v => new[] { v, v }));

        MarbleTest.Run(
            """
            title Mine

            scenario each result comes twice
              given
                a = write "x"
                me = a.Doubled()
              time      0--3
              when
                me      ^
              then
                me      -r
                a       ^|
                wire    x
                socket  =-
              where
                r = 1 1 |
                x = "x"

            """,
            options: options);
    }

    [Fact]
    public void Fluent_form_says_the_same()
    {
        var scenario = MarbleScenario.Named("a bound send has a row of its name")
            .Given("window", "2")
            .Bound("hello", world => world.Socket.AsyncWrite(Encoding.ASCII.GetBytes("hello")))
            .Given("me", "hello")
            .Time("0----5")
            .When("me", "^-!")
            .When("peer", "---9")
            .Then("hello", "^-!~")
            .Then("cancel", "--x")
            .Then("wire", "h--l")
            .Then("settled", "----s")
            .Then("socket", "====-")
            .Where('x', "hello total refused").Where('h', "\"he\"").Where('l', "\"llo\"").Where('s', "hello sent 5");

        scenario.Run();
        Assert.Throws<MarbleFailedException>(() => scenario.Then("log", "r").Where('r', "never").Run());
    }

    [Fact]
    public void Name_of_any_length_has_room() => MarbleScenario.Named("a long name")
        .Given("the_one_who_waits_for_everything", "Never()")
        .Time("0-")
        .When("the_one_who_waits_for_everything", "^")
        .Run();

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("")]
    public void Scenario_is_named_in_one_line(string name) => Assert.Throws<ArgumentException>(() => MarbleScenario.Named(name));

    [Fact]
    public void Scenario_that_gives_a_name_itself_does_not_take_what_is_bound_to_it()
    {
        var text = MarbleFolder.Read("sending/a-write-that-fits.marble");

        MarbleTest.Run(text, world => world.Bind("a", Observable.Never<int>()));
    }

    [Fact]
    public void Scheduler_is_new_for_each_scenario()
    {
        var scheduler = new TestScheduler();
        var options = new MarbleOptions { Scheduler = () => scheduler };

        Assert.Throws<ArgumentException>(() => MarbleTest.Run(MarbleFolder.Read("sending/a-write-that-fits.marble"), options: options));
    }

    private static IObservable<SendResult> Heartbeat(RxSocket socket, System.Reactive.Concurrency.IScheduler scheduler) =>
        Observable.Interval(TimeSpan.FromTicks(5), scheduler)
            .SelectMany(_ => socket.AsyncWrite(Encoding.ASCII.GetBytes("ping")).Timeout(TimeSpan.FromTicks(4), scheduler));
}
