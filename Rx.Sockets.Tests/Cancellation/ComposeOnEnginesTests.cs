using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Text;
using Rx.Sockets.Tests.Support;
using F = Rx.Sockets.CancellationFilter;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>Composed sends on real sockets: the place, the count and the levels, with the peer's bytes as the witness.</summary>
public class ComposeOnEnginesTests
{
    // Of TCP, so that the body never fits.
    private const int SmallBuffers = 16 * 1024;

    private static readonly byte[] Body = Pattern.Bytes(PairSteps.TooMuch);

    private readonly Recorder<SendResult> _heard = new();

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Header_body_and_trailer_arrive_in_one_piece_between_other_sends(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Stepped(engine, wire, SmallBuffers);
        var before = new Recorder<SendResult>();
        var after = new Recorder<SendResult>();
        pair.Socket.AsyncWrite("<"u8.ToArray()).Subscribe(before);
        pair.Socket.Compose(Frame).Subscribe(_heard);
        pair.Socket.AsyncWrite(">"u8.ToArray()).Subscribe(after);
        var received = pair.Receive(Body.Length + 10);
        pair.RunUntil(() => before.IsCompleted && _heard.IsCompleted && after.IsCompleted);
        Assert.Equal([.. "<head"u8, .. Body, .. "tail>"u8], received);
        Assert.Equal(Body.Length + 8, Assert.Single(_heard.Values).BytesTransferred);
        Assert.Equal(received.Length, pair.Socket.BytesTransferred);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Stopped_in_the_middle_it_says_exactly_what_the_peer_gets(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Stepped(engine, wire, SmallBuffers);
        var signal = new CancellationSignal();
        var rest = new Recorder<SendResult>();
        pair.Socket.Compose(Frame, F.EnablePartial).BindCancellationSlot(signal.Slot).Subscribe(_heard);
        pair.Socket.AsyncWrite("next"u8.ToArray()).Subscribe(rest);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 4);
        signal.Emit(L.Partial);
        var torn = pair.RunToError(_heard).Result;
        Assert.Equal((SocketError.OperationAborted, L.Partial), (torn.Error, torn.Cancelled));
        Assert.InRange(torn.BytesTransferred, 5, Body.Length + 3);
        var received = pair.Receive(torn.BytesTransferred + 4);
        pair.RunUntil(() => rest.IsCompleted);
        Assert.Equal([.. "head"u8, .. Body[..(int)(torn.BytesTransferred - 4)], .. "next"u8], received);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Total_after_the_first_byte_is_refused_and_it_ends_whole_though_nobody_watches(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Stepped(engine, wire, SmallBuffers);
        var told = new Recorder<SendResult>();
        var subscription = pair.Socket.Compose(Frame, F.EnableTotal).CancelOnUnsubscribe(L.Total, told.OnNext).Subscribe(_heard);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 4);
        subscription.Dispose();
        var received = pair.Receive(Body.Length + 8);
        pair.RunUntil(() => told.Calls > 0);
        Assert.Equal([.. "head"u8, .. Body, .. "tail"u8], received);
        Assert.Equal(new SendResult(SocketError.Success, Body.Length + 8), Assert.Single(told.Values));
        Assert.Equal(0, _heard.Calls);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Total_before_the_first_byte_leaves_no_trace(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var filled = pair.FillUp();
        var signal = new CancellationSignal();
        pair.Socket.Compose(Frame, F.EnableTotal).BindCancellationSlot(signal.Slot).Subscribe(_heard);
        var began = new Recorder<SendResult>();
        pair.RunReady();
        signal.Emit(L.Total);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, L.Total), pair.RunToError(_heard).Result);
        pair.Socket.AsyncWrite("next"u8.ToArray()).Subscribe(began);
        Assert.Equal("next", Encoding.ASCII.GetString(pair.Receive(filled + 4).AsSpan(filled)));
        pair.RunUntil(() => began.IsCompleted);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Terminal_stops_it_by_default_and_closes_the_door(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, bufferSize: SmallBuffers);
        var signal = new CancellationSignal();
        var next = new Recorder<SendResult>();
        pair.Socket.Compose(Frame).BindCancellationSlot(signal.Slot).Subscribe(_heard);
        pair.Socket.AsyncWrite("next"u8.ToArray()).Subscribe(next);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 4);
        signal.Emit(L.Total | L.Partial);
        pair.RunReady();
        Assert.Equal(0, _heard.Calls);
        signal.Emit(L.Terminal);
        var stopped = pair.RunToError(_heard).Result;
        Assert.Equal((L.Terminal, pair.Socket.BytesTransferred), (stopped.Cancelled, stopped.BytesTransferred));
        Assert.Equal(SocketError.Disconnecting, pair.RunToError(next).Result.Error);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task The_peer_that_goes_away_ends_it_with_its_count(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Socket.Compose(Frame).Subscribe(_heard);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 4);
        pair.Peer.Dispose();
        var failed = pair.RunToError(_heard).Result;
        Assert.Equal((SocketError.Shutdown, pair.Socket.BytesTransferred), (failed.Error, failed.BytesTransferred));
    }

    // On the thread pool everything may overlap: the body with requests, its steps with the loop.
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task On_the_thread_pool_frames_of_many_composers_stay_whole(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Threaded(engine, wire);
        var reading = pair.Peer.ReadToEndAsync();
        var sends = Enumerable.Range(0, 50).Select(n => Task.Run(() => pair.Socket.Compose(self => Numbered(self, (byte)n)).ToTask())).ToArray();
        var results = await Task.WhenAll(sends).Within();
        await pair.Socket.DisposeAsync().AsTask().Within();
        var received = await reading.Within();
        Assert.All(results, result => Assert.Equal(30, result.BytesTransferred));
        Assert.Equal(50 * 30, received.Length);
        Assert.All(received.Chunk(30), frame => Assert.Single(frame.Distinct()));
    }

    private static async Task Frame(ComposedSend self)
    {
        await self.AsyncWrite("head"u8.ToArray());
        await self.AsyncWrite(Body);
        await self.AsyncWrite("tail"u8.ToArray());
    }

    private static async Task Numbered(ComposedSend self, byte number)
    {
        byte[] part = [.. Enumerable.Repeat(number, 10)];
        await self.AsyncWrite(part);
        await Task.Yield();
        await self.AsyncWrite(part);
        await self.AsyncSend(part).ToTask();
    }
}
