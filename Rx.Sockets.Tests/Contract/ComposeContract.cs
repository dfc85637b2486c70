using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Composed sends: one place, one outcome, exact bytes, and the filters of their author.</summary>
public abstract class ComposeContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    private static readonly byte[] Frame = Pattern.Bytes(Large + 20);

    private readonly CancellationSignal _signal = new();

    [Fact]
    public void Steps_go_out_in_one_piece_between_other_sends_and_their_bytes_add_up()
    {
        var pair = Connect();
        var before = pair.Write(Pattern.Bytes(7, start: 1));
        var sent = Sent.Begin(pair.Socket.Compose(HeaderBodyTrailer));
        var after = pair.Write(Pattern.Bytes(9, start: 2));
        Assert.Equal([.. Pattern.Bytes(7, start: 1), .. Frame, .. Pattern.Bytes(9, start: 2)], pair.Read(Frame.Length + 16));
        Assert.Equal(new SendResult(SocketError.Success, Frame.Length), pair.Finish(sent));
        Assert.True(pair.Finish(before).IsSuccess && pair.Finish(after).IsSuccess);
        Assert.Equal((Frame.Length + 16, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
    }

    [Fact]
    public void A_step_begun_when_the_function_is_over_sends_nothing()
    {
        var pair = Connect();
        ComposedSend? kept = null;
        pair.Finish(Sent.Begin(pair.Socket.Compose(self =>
        {
            kept = self;
            return Task.CompletedTask;
        })));
        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), pair.Finish(Sent.Begin(kept!.AsyncSend(new byte[3]))));
        Assert.Equal((0, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
    }

    [Theory]
    [InlineData("terminal", CancellationLevel.Total, false)]
    [InlineData("terminal", CancellationLevel.Partial, false)]
    [InlineData("terminal", CancellationLevel.Terminal, true)]
    [InlineData("partial", CancellationLevel.Total, false)]
    [InlineData("partial", CancellationLevel.Partial, true)]
    [InlineData("partial", CancellationLevel.Terminal, true)]
    [InlineData("total", CancellationLevel.Total, false)] // bytes are out
    [InlineData("total", CancellationLevel.Partial, true)]
    [InlineData("total", CancellationLevel.Terminal, true)]
    public void Filters_decide_what_stops_it_half_way_and_its_count_is_what_the_peer_gets(string filter, CancellationLevel level, bool stops)
    {
        var pair = Connect();
        var sent = BeginHalfWay(pair, filter switch { "partial" => CancellationFilter.EnablePartial, "total" => CancellationFilter.EnableTotal, _ => null });
        _signal.Emit(level);
        var bytes = pair.Read(stops ? (int)pair.Finish(sent).BytesTransferred : Frame.Length);
        Assert.Equal(Frame[..bytes.Length], bytes);
        var expected = stops ? new SendResult(SocketError.OperationAborted, bytes.Length, level) : new SendResult(SocketError.Success, Frame.Length);
        Assert.Equal(expected, pair.Finish(sent));
        Assert.Equal(bytes.Length, pair.Socket.BytesTransferred);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Before_its_first_byte_Total_leaves_no_trace_if_its_filter_lets_it_in(bool lets)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var sent = Sent.Begin(pair.Socket.Compose(HeaderBodyTrailer, lets ? CancellationFilter.EnableTotal : null).BindCancellationSlot(_signal.Slot));
        pair.RunReady(); // its function has been called
        _signal.Emit(CancellationLevel.Total);
        if (lets) Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), pair.Finish(sent));
        pair.Discard(filled);
        if (!lets) Assert.Equal(Frame, pair.Read(Frame.Length));
        if (!lets) Assert.True(pair.Finish(sent).IsSuccess);
        pair.CheckUsable();
    }

    [Fact]
    public void In_line_it_is_withdrawn_at_any_level_and_its_function_is_not_called()
    {
        var pair = Connect();
        var first = pair.WriteHalfWay(Frame);
        var sent = Sent.Begin(pair.Socket.Compose(_ => throw new FormatException(), CancellationFilter.Disable).BindCancellationSlot(_signal.Slot));
        _signal.Emit(CancellationLevel.Partial);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial), pair.Finish(sent));
        Assert.Equal(Frame, pair.Read(Frame.Length));
        Assert.True(pair.Finish(first).IsSuccess);
    }

    [Fact]
    public void Stopped_half_way_it_keeps_its_place_for_the_rest()
    {
        var pair = Connect();
        var heard = new Recorder<SendResult>();
        BufferSequence frame = Frame;
        pair.Socket.Compose(HeaderBodyTrailer, CancellationFilter.EnablePartial).BindCancellationSlot(_signal.Slot)
            .Catch((SendException torn) => pair.Socket.AsyncWrite(frame.From(torn.Result.BytesTransferred))).Subscribe(heard);
        var queued = pair.Write(Pattern.Bytes(9, start: 2));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        _signal.Emit(CancellationLevel.Partial);
        Assert.Equal([.. Frame, .. Pattern.Bytes(9, start: 2)], pair.Read(Frame.Length + 9));
        pair.RunUntil(() => heard.Ended.IsCompleted);
        Assert.True(pair.Finish(queued).IsSuccess);
    }

    [Fact]
    public void An_exception_of_its_author_keeps_the_count_and_is_inside()
    {
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.Compose(async self =>
        {
            await self.AsyncWrite(Pattern.Bytes(10));
            throw new FormatException();
        }));
        Assert.Equal(new SendResult(SocketError.SocketError, 10), pair.Finish(sent));
        Assert.IsType<FormatException>(sent.Heard.Error!.InnerException);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        pair.CheckUsable();
    }

    [Fact]
    public void A_lost_peer_ends_it_with_the_bytes_before()
    {
        var pair = Connect();
        var sent = BeginHalfWay(pair, CancellationFilter.Disable);
        pair.LosePeer();
        var result = pair.Finish(sent);
        Assert.Equal((Rig.GoneError, pair.Socket.BytesTransferred), (result.Error, result.BytesTransferred));
    }

    [Fact]
    public void Dispose_passes_every_filter()
    {
        var pair = Connect();
        var sent = BeginHalfWay(pair, CancellationFilter.Disable);
        pair.Socket.Dispose();
        var result = pair.Finish(sent);
        Assert.Equal((SocketError.OperationAborted, CancellationLevel.Terminal), (result.Error, result.Cancelled));
        Assert.Equal(Frame[..(int)result.BytesTransferred], pair.ReadToEnd());
    }

    private static async Task HeaderBodyTrailer(ComposedSend self)
    {
        BufferSequence frame = Frame;
        await self.AsyncWrite(frame.First(10));
        await self.AsyncWrite(frame.From(10).First(Large));
        await self.AsyncWrite(frame.From(Large + 10));
    }

    private Sent BeginHalfWay(IContractPair pair, CancellationFilter? filter)
    {
        var sent = Sent.Begin(pair.Socket.Compose(HeaderBodyTrailer, filter).BindCancellationSlot(_signal.Slot));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 10);
        pair.RunReady();
        Assert.True(sent.IsSilent, "the whole frame fitted the buffers");
        return sent;
    }
}
