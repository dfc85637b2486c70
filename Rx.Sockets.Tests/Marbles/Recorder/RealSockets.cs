using System.Globalization;
using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;
using Rx.Sockets.Marbles.Recording;
using Rx.Sockets.Marbles.Shapes;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Marbles.Recorder;

/// <summary>What an engine does has the shape of what the specification says.</summary>
public class RealSockets
{
    private static readonly byte[] Ok = "ok"u8.ToArray();

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Ordinary_write_has_the_shape_of_one_that_fits(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var recording = pair.Socket.Record();

        pair.Run(pair.Socket.AsyncWrite("hello"u8.ToArray()));

        AssertShape(recording, "sending/a-write-that-fits.marble", "all bytes leave at once, the count follows one tick later");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Write_that_waits_has_the_shape_of_one_that_waits(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var recording = pair.Socket.Record();

        var heard = pair.Block();
        pair.RunReady();
        pair.Receive(PairSteps.TooMuch);
        pair.RunUntil(() => heard.IsCompleted);

        var recorded = AssertShape(recording, "sending/a-write-that-waits.marble", "the rest waits for the peer to read");
        var slices = SlicesOf(recorded);
        Assert.Equal(0, slices[0].From);
        Assert.Equal(slices.Skip(1).Select(slice => slice.From), slices.SkipLast(1).Select(slice => slice.To));
        Assert.Equal(PairSteps.TooMuch, slices[^1].To);
        Assert.InRange(slices.Count, 2, PairSteps.TooMuch);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Every_native_send_is_told_of_when_its_bytes_are_counted(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var trace = new MovedTrace(pair.Socket);
        pair.Socket.Queue.Trace = trace;

        var heard = pair.Block();
        pair.RunReady();
        pair.Receive(PairSteps.TooMuch);
        pair.RunUntil(() => heard.IsCompleted);

        Assert.InRange(trace.Calls, 2, PairSteps.TooMuch);
        Assert.Equal(PairSteps.TooMuch, trace.Bytes);
        Assert.True(trace.KeptPace, "a native send was counted and not told of, or told of late");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Total_before_a_byte_has_the_shape_of_its_diagram(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var filled = pair.FillUp();
        using var recording = pair.Socket.Record();

        pair.Socket.AsyncWrite("hello"u8.ToArray()).CancelOnUnsubscribe(CancellationLevel.Total).Subscribe(new Recorder<SendResult>()).Dispose();
        pair.RunReady();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(Ok).Subscribe(heard);
        pair.Receive(filled + Ok.Length);
        pair.RunUntil(() => heard.IsCompleted);

        AssertShape(recording, "cancellation/total-before-a-byte.marble", "a write is withdrawn: nothing on the wire, the socket is usable");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Partial_mid_write_has_the_shape_of_its_diagram(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var recording = pair.Socket.Record();

        LeaveMidWrite(pair, CancellationLevel.Partial);
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(Ok).Subscribe(heard);
        pair.Receive(pair.Socket.BytesTransferred + Ok.Length);
        pair.RunUntil(() => heard.IsCompleted);

        AssertShape(recording, "cancellation/partial-mid-write.marble", "three bytes stay on the wire, the count is reported, the socket is usable");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Terminal_mid_write_has_the_shape_of_its_diagram(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var recording = pair.Socket.Record();

        LeaveMidWrite(pair, CancellationLevel.Terminal);
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(Ok).Subscribe(heard);
        pair.RunToError(heard);
        pair.Socket.Dispose();
        pair.RunReady();

        AssertShape(recording, "cancellation/terminal-mid-write.marble", "after it the socket can only be closed");
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Another_shape_is_told_lane_by_lane(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var recording = pair.Socket.Record(new RecordingOptions { Name = "left half-way" });
        LeaveMidWrite(pair, CancellationLevel.Terminal);

        var comparison = Compare(recording.Stop(), "cancellation/partial-mid-write.marble", "three bytes stay on the wire, the count is reported, the socket is usable");

        Assert.False(comparison.Agrees);
        Assert.Equal(
            """
            'left half-way' differs in shape from 'three bytes stay on the wire, the count is reported, the socket is usable'   lanes: b, cancel, wire, socket
                a        ^  !
             >> b        (nothing)
             << b        ^  |
             >> cancel   a terminal accepted
             << cancel   a partial accepted
                settled  a cancelled some
             >> wire     a some
             << wire     a some  b all
             >> socket   usable  only closable
             << socket   usable

            """,
            comparison.Describe());
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Recording_may_be_stopped_and_looked_at_while_threads_send(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var recording = pair.Socket.Record(new RecordingOptions { MaxSends = 40 });
        var senders = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                if (i % 2 == 0) await pair.Socket.AsyncWrite(Ok);
                else pair.Socket.AsyncWrite(Ok).Subscribe(new Recorder<SendResult>()).Dispose();
            }
        })).ToArray();

        await senders[0].Within();
        var recorded = recording.Stop();
        await Task.WhenAll(senders).Within();

        Assert.InRange(recorded.Given.Count, 20, 40);
        var printed = MarblePrinter.Print(new MarbleFile("text", "A run", [recorded]));
        Assert.Equal(printed, MarblePrinter.Print(MarbleReader.Parse(printed)));
        Assert.Same(recorded, recording.Stop());
    }

    // In the order of the lane.
    private static List<(long From, long To)> SlicesOf(Scenario recorded) =>
    [
        .. recorded.Then.Single(lane => lane.Kind == LaneKind.Wire).Marbles(recorded.Time)
            .SelectMany(mark => recorded.Where.Single(letter => letter.Symbol == mark.Symbol).Meaning.Split(", "))
            .Select(slice => slice[(slice.IndexOf('[', StringComparison.Ordinal) + 1)..^1].Split(".."))
            .Select(bounds => (long.Parse(bounds[0], CultureInfo.InvariantCulture), long.Parse(bounds[1], CultureInfo.InvariantCulture))),
    ];

    private static void LeaveMidWrite(RxPair pair, CancellationLevel level)
    {
        var writing = pair.Socket.AsyncWrite(Pattern.Bytes(PairSteps.TooMuch)).CancelOnUnsubscribe(level).Subscribe(new Recorder<SendResult>());
        pair.RunReady();
        writing.Dispose();
        pair.RunUntil(() => pair.Socket.WhenIdle().IsCompleted);
        pair.RunReady();
    }

    private static Scenario AssertShape(SocketRecording recording, string file, string scenario)
    {
        var recorded = recording.Stop();
        var printed = MarblePrinter.Print(new MarbleFile("text", "A run", [recorded]));
        Assert.Equal(printed, MarblePrinter.Print(MarbleReader.Parse(printed)));
        foreach (var drawn in (Scenario[])[recorded, MarbleReader.Parse(printed).Scenarios.Single()])
        {
            var comparison = Compare(drawn, file, scenario);
            Assert.True(comparison.Agrees, comparison.Describe() + "\n" + printed);
        }

        return recorded;
    }

    private static ShapeComparison Compare(Scenario recorded, string file, string scenario)
    {
        var parsed = MarbleReader.Parse(MarbleFolder.Read(file), file);
        return MarbleShape.Compare(recorded, parsed, parsed.Scenarios.Single(s => s.Name == scenario));
    }
}
