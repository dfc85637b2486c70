using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;
using Rx.Sockets.Marbles.Recording;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Marbles.Recorder;

/// <summary>Units, cuts and limits, with a clock that stands until it is told to go on.</summary>
public class Drawings
{
    private const string LeftHalfWay =
        """
        recorded a write that is left half-way
          note Lanes have no order among each other within one column.
          note A slice is what had left when the socket was looked at; it may be several native sends.
          unit 1 us
          given
            s1 = write 5 bytes cancel partial
          time      0----5/150004
          then
            s1      ^------!
            cancel  -------a
            settled ---------b
            wire    ----c
            socket  ======-=-
          where
            a = s1 partial accepted
            b = s1 cancelled 3
            c = s1[0..3]

        """;

    private readonly StepClock _clock = new();
    private readonly MarbleScheduler _scheduler = new();
    private readonly VirtualSocket _socket;

    public Drawings() => _socket = new VirtualSocket(_scheduler, 3);

    [Fact]
    public void Run_is_drawn_with_cuts_where_nothing_happens()
    {
        var recording = _socket.Record(new RecordingOptions { Name = "a write that is left half-way", Clock = _clock });
        Pass(500);
        var writing = _socket.AsyncWrite(new byte[5]).CancelOnUnsubscribe(CancellationLevel.Partial).Subscribe(new Recorder<SendResult>());
        Pass(4);
        recording.Look();
        Pass(150_000);
        writing.Dispose();
        Pass(2);
        _scheduler.AdvanceBy(10);

        Assert.Equal(LeftHalfWay, Printed(recording.Stop()));
    }

    [Fact]
    public void Composed_send_is_one_send_and_its_steps_are_its_own_affair()
    {
        var recording = _socket.Record(new RecordingOptions { Clock = _clock });
        _socket.Compose(async self =>
        {
            await self.AsyncWrite(new byte[1]);
            await self.AsyncWrite(new byte[2]);
        }).Subscribe(new Recorder<SendResult>());
        _socket.Compose(async self => await self.AsyncWrite(new byte[1])).Subscribe(new Recorder<SendResult>());
        _scheduler.AdvanceBy(10);

        var run = recording.Stop();

        Assert.Equal(["compose 3 bytes", "compose empty"], run.Given.Select(definition => MarblePrinter.Print(new Scenario { Name = "it", Given = [definition], Time = run.Time }))
            .Select(text => text.Split('\n').First(line => line.Contains('=', StringComparison.Ordinal)).Split(" = ")[1]));
        Assert.Equal(["s1", "s2"], run.Then.Where(lane => lane.Kind == LaneKind.Send).Select(lane => lane.Name));
    }

    [Fact]
    public void Stretch_of_ten_empty_columns_is_drawn_and_of_eleven_is_cut()
    {
        Assert.Equal("0----5----10-", RulerOf(11));
        Assert.Equal("0-/12", RulerOf(12));
    }

    [Theory]
    [InlineData(1, "1 us")]
    [InlineData(7, "5 us")]
    [InlineData(40, "20 us")]
    [InlineData(2_000, "1 ms")]
    [InlineData(3_000_000, "1 s")]
    public void Unit_is_the_finest_that_fits(int microseconds, string unit)
    {
        // Twenty marbles that are as far apart as that; a cut between two of them would not make the diagram fit.
        var recording = _socket.Record(new RecordingOptions { Clock = _clock, MaxSends = 30, Columns = 60 });
        _socket.Peer.Window = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            _socket.AsyncWrite(new byte[1]).Subscribe(new Recorder<SendResult>());
            _scheduler.AdvanceBy(2);
            Pass(microseconds);
        }

        var recorded = recording.Stop();

        Assert.Equal(unit, recorded.Unit);
        Assert.InRange(recorded.Time.Columns, 1, 60);
        Assert.Contains("A send that began and ended within one column ends in the next.", recorded.Notes);
    }

    [Fact]
    public void Letters_that_run_out_make_the_unit_coarser()
    {
        var recording = _socket.Record(new RecordingOptions { Clock = _clock, Columns = 500 });
        _socket.Peer.Window = 0;
        _socket.AsyncWrite(new byte[100]).Subscribe(new Recorder<SendResult>());
        for (var i = 0; i < 60; i++)
        {
            _socket.Peer.Read(1);
            _scheduler.AdvanceBy(1);
            recording.Look();
            Pass(1);
        }

        var recorded = recording.Stop();

        Assert.InRange(recorded.Where.Count, 1, 52);
        Assert.Equal("2 us", recorded.Unit);
        Printed(recorded);
    }

    [Fact]
    public void Recording_ends_with_the_send_that_it_has_no_room_for()
    {
        var recording = _socket.Record(new RecordingOptions { Clock = _clock, MaxSends = 2 });
        for (var i = 0; i < 4; i++)
            _socket.AsyncWrite(ReadOnlyMemory<byte>.Empty).Subscribe(new Recorder<SendResult>());

        var recorded = recording.Stop();

        Assert.Equal(["s1", "s2"], recorded.Given.Select(d => d.Name));
        Assert.Contains("The recording holds 2 sends and ends here.", recorded.Notes);
        Printed(recorded);
    }

    [Fact]
    public void Nothing_that_happened_is_a_diagram_too() => Assert.Equal(
        """
        recorded a recorded run
          note Lanes have no order among each other within one column.
          unit 1 us
          time      0-
          then
            socket  -

        """,
        Printed(_socket.Record(new RecordingOptions { Clock = _clock }).Stop()));

    [Fact]
    public void Socket_is_watched_by_one_recording_at_a_time()
    {
        using (_socket.Record())
            Assert.Throws<InvalidOperationException>(() => _socket.Record());
        using var next = _socket.Record();
    }

    [Fact]
    public void Stopped_recording_stays_as_it_is()
    {
        var recording = _socket.Record(new RecordingOptions { Clock = _clock });
        var first = recording.Stop();
        _socket.AsyncWrite(new byte[1]).Subscribe(new Recorder<SendResult>());
        recording.Look();

        Assert.Same(first, recording.Stop());
        Assert.Empty(first.Given);
    }

    [Fact]
    public void Earlier_sends_are_told_of_and_not_drawn()
    {
        var writing = _socket.AsyncWrite(new byte[5]).Subscribe(new Recorder<SendResult>());
        var recording = _socket.Record(new RecordingOptions { Clock = _clock });
        writing.Dispose();

        var recorded = recording.Stop();

        Assert.Contains("Sends that were under way before are not drawn: 1.", recorded.Notes);
        Assert.Equal(["socket"], recorded.Then.Select(l => l.Name));
    }

    [Fact]
    public void Recording_is_never_run()
    {
        var file = new MarbleFile("text", "A run", [_socket.Record(new RecordingOptions { Clock = _clock }).Stop()]);

        Assert.Empty(MarbleTest.Check(file));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData(" ")]
    public void Name_that_a_file_cannot_hold_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _socket.Record(new RecordingOptions { Name = name }));

    private static string Printed(Scenario recorded)
    {
        var printed = MarblePrinter.Print(recorded);
        var file = MarbleReader.Parse("title A run\n\n" + printed);
        Assert.Equal(printed, MarblePrinter.Print(Assert.Single(file.Scenarios)));
        return printed;
    }

    private string RulerOf(int microseconds)
    {
        using var socket = new VirtualSocket(new MarbleScheduler());
        var recording = socket.Record(new RecordingOptions { Clock = _clock });
        socket.AsyncWrite(new byte[1]).Subscribe(new Recorder<SendResult>());
        Pass(microseconds);
        socket.Dispose();
        return recording.Stop().Time.Text;
    }

    private void Pass(int microseconds) => _clock.Advance(TimeSpan.FromMicroseconds(microseconds));
}
