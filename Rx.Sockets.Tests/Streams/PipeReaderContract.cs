using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>SendTo of a pipe: what the kernel took is taken from it, to the byte, and nothing else.</summary>
public abstract class PipeReaderContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));

    [Fact]
    public void Bytes_go_out_in_order_and_the_reader_is_not_completed()
    {
        var pair = Connect();
        Write(0, 100_000);
        var run = Begin(pair);
        Assert.Equal(Pattern.Bytes(100_000), pair.Read(100_000));
        pair.RunReady();
        Write(100_000, 50_000); // it waits for these
        Assert.Equal(Pattern.Bytes(50_000, start: 100_000), pair.Read(50_000));
        _pipe.Writer.Complete();
        var counts = run.Complete();
        Assert.Equal((150_000, 0, 0L), (counts.Bytes, counts.Dropped, counts.QueuedBytes));
        Assert.True(_pipe.Reader.TryRead(out var read));
        Assert.True(read is { IsCompleted: true, Buffer.IsEmpty: true });
    }

    [Fact]
    public void A_read_counts_as_a_message_and_is_no_longer_than_the_capacity()
    {
        var pair = Connect();
        Write(0, 10_000);
        _pipe.Writer.Complete();
        var run = Begin(pair, new SendToOptions { Capacity = 3000 });
        Assert.Equal(Pattern.Bytes(10_000), pair.Read(10_000));
        var counts = run.Complete();
        Assert.Equal(new SendProgress(4, 10_000, Waits: counts.Waits), counts);
    }

    [Theory]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void A_stream_that_is_stopped_half_way_has_taken_what_is_out_and_another_socket_goes_on(CancellationLevel level)
    {
        var pair = Connect();
        var run = BeginHalfWay(pair, level);
        var counts = run.Leave();
        Assert.Equal(new SendProgress(0, pair.Socket.BytesTransferred, Waits: 1), counts);
        Assert.InRange(counts.Bytes, 1, Large - 1);
        Assert.Equal(level == CancellationLevel.Partial ? RxSocketState.Usable : RxSocketState.OnlyClosable, pair.Socket.State);

        var other = Connect();
        _pipe.Writer.Complete();
        var rest = Begin(other);
        var left = Large - (int)counts.Bytes;
        Assert.Equal(Pattern.Bytes(left, start: counts.Bytes), other.Read(left));
        Assert.Equal(left, rest.Complete().Bytes);
    }

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.None)]
    public void What_was_read_goes_out_whole_and_nothing_more_is_read(CancellationLevel level)
    {
        var pair = Connect();
        var run = BeginHalfWay(pair, level);
        Write(Large, 1000);
        run.Dispose();
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        pair.RunUntil(() => run.HasSettled);
        Assert.Equal(new SendProgress(1, Large, Waits: 1), run.Settled);
        Assert.Equal(Pattern.Bytes(1000, start: Large), Left());
        pair.CheckUsable();
    }

    [Fact]
    public void A_stream_that_is_left_before_its_first_byte_has_taken_nothing()
    {
        var pair = Connect();
        pair.Fill();
        Write(0, 1000);
        var run = Begin(pair);
        pair.RunReady();
        Assert.Equal(new SendProgress(0, 0, Waits: 1), run.Leave());
        Assert.Equal(Pattern.Bytes(1000), Left());
    }

    [Fact]
    public void A_stream_that_waits_for_the_pipe_can_be_left_and_then_the_pipe_is_free()
    {
        var pair = Connect();
        var run = Begin(pair);
        pair.RunReady();
        Assert.Equal(default, run.Leave());
        Write(0, 1000);
        Assert.Equal(Pattern.Bytes(1000), Left());
        pair.CheckUsable();
    }

    [Fact]
    public void A_stream_that_is_left_at_once_does_not_touch_the_pipe()
    {
        var pair = Connect();
        Write(0, 1000);
        Assert.Equal(default, Begin(pair).Leave());
        Assert.Equal(Pattern.Bytes(1000), Left());
    }

    [Fact]
    public void A_send_that_fails_has_taken_what_is_out()
    {
        var pair = Connect();
        var run = BeginHalfWay(pair, CancellationLevel.Total);
        pair.LosePeer();
        var result = run.Fail<SendException>().Result;
        Assert.Equal(pair.Socket.BytesTransferred, result.BytesTransferred);
        Assert.Equal(new SendProgress(0, result.BytesTransferred, Waits: 1), run.Settled);
        Assert.Equal(Pattern.Bytes(Large - (int)result.BytesTransferred, start: result.BytesTransferred), Left());
    }

    [Fact]
    public void Cancel_of_the_socket_ends_the_stream_and_has_taken_what_is_out()
    {
        var pair = Connect();
        var run = BeginHalfWay(pair, CancellationLevel.Total);
        pair.Socket.Cancel();
        var result = run.Fail<SendException>().Result;
        Assert.Equal((SocketError.OperationAborted, CancellationLevel.Partial), (result.Error, result.Cancelled));
        Assert.Equal(Pattern.Bytes(Large - (int)result.BytesTransferred, start: result.BytesTransferred), Left());
    }

    [Fact]
    public void The_error_of_the_pipe_is_delivered()
    {
        var pair = Connect();
        var run = Begin(pair);
        Write(0, 1000);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
        pair.RunReady();
        var error = new FormatException("the writer's");
        _pipe.Writer.Complete(error);
        Assert.Same(error, run.Fail<FormatException>());
        Assert.Equal(1000, run.Settled.Bytes);
    }

    [Fact]
    public void CancelPendingRead_ends_the_stream_and_nothing_is_lost()
    {
        var pair = Connect();
        var run = Begin(pair);
        pair.RunReady();
        _pipe.Reader.CancelPendingRead();
        run.Fail<OperationCanceledException>();
        Write(0, 1000);
        Assert.Equal(Pattern.Bytes(1000), Left());
    }

    [Fact]
    public void Bytes_are_sent_from_where_they_lie()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var bytes = new byte[1000];
        var run = StreamRun.Begin(pair, o => PipeReader.Create(new ReadOnlySequence<byte>(bytes)).SendTo(pair.Socket, o));
        pair.RunReady();
        Pattern.Bytes(1000).CopyTo(bytes, 0);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
        run.Complete();
    }

    [Fact]
    public void Many_reads_that_are_ready_let_others_have_their_turn()
    {
        var pair = Connect(new PairSetup { SmallBuffers = false });
        Write(0, 100_000);
        _pipe.Writer.Complete();
        var run = Begin(pair, new SendToOptions { Capacity = 1 });
        Assert.Equal(Pattern.Bytes(100_000), pair.Read(100_000));
        Assert.Equal(100_000, run.Complete().Messages);
    }

    [Fact]
    public void What_makes_no_sense_for_bytes_is_refused_at_once()
    {
        var socket = Connect().Socket;
        foreach (var policy in new[] { Overflow.Block, Overflow.Fail, Overflow.DropNewest, Overflow.DropOldest, Overflow.Latest(), Overflow.Disconnect })
            Assert.Throws<ArgumentException>(() => _pipe.Reader.SendTo(socket, new SendToOptions { Overflow = policy }));
        Assert.Throws<ArgumentException>(() => _pipe.Reader.SendTo(socket, new SendToOptions { Framing = Framing.Fixed(1) }));
        Assert.Throws<ArgumentNullException>(() => _pipe.Reader.SendTo(null!));
        Assert.Throws<ArgumentNullException>(() => ((PipeReader)null!).SendTo(socket));
        _pipe.Reader.SendTo(socket, new SendToOptions { Overflow = Overflow.Wait, Framing = Framing.None });
    }

    private StreamRun Begin(IContractPair pair, SendToOptions? options = null) =>
        StreamRun.Begin(pair, o => _pipe.Reader.SendTo(pair.Socket, o), options);

    /// <summary>A read far larger than small buffers, of which a part has left and the rest waits for the peer.</summary>
    private StreamRun BeginHalfWay(IContractPair pair, CancellationLevel level)
    {
        Write(0, Large);
        var run = Begin(pair, new SendToOptions { OnUnsubscribe = level, Capacity = Large });
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        Assert.InRange(pair.Socket.BytesTransferred, 1, Large - 1);
        return run;
    }

    private void Write(int start, int count)
    {
        _pipe.Writer.Write(Pattern.Bytes(count, start));
        Assert.True(_pipe.Writer.FlushAsync().AsTask().IsCompleted);
    }

    private byte[] Left()
    {
        if (!_pipe.Reader.TryRead(out var read)) return [];
        var bytes = read.Buffer.ToArray();
        _pipe.Reader.AdvanceTo(read.Buffer.Start);
        return bytes;
    }
}
