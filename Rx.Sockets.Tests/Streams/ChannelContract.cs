using System.Threading.Channels;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>SendTo of a channel: what it holds is sent, what is not taken stays in it.</summary>
public abstract class ChannelContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Length = 400;
    private static readonly SendToOptions Narrow = new() { Capacity = 1000 };

    private readonly Channel<ReadOnlyMemory<byte>> _channel = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();

    [Fact]
    public void Messages_go_out_in_order_until_the_channel_is_completed()
    {
        var pair = Connect();
        Write(0, 200);
        var run = Begin(pair, Narrow);
        Assert.Equal(Pattern.Bytes(200 * Length), pair.Read(200 * Length));
        pair.RunReady();
        Write(200, 100); // it waits for these
        Assert.Equal(Pattern.Bytes(100 * Length, start: 200 * Length), pair.Read(100 * Length));
        Assert.False(run.Heard.Ended.IsCompleted);
        _channel.Writer.Complete();
        var counts = run.Complete();
        Assert.Equal(new SendProgress(300, 300 * Length, Waits: counts.Waits), counts);
    }

    [Fact]
    public void Messages_of_several_slices_are_framed()
    {
        var pair = Connect();
        var channel = Channel.CreateUnbounded<BufferSequence>();
        channel.Writer.TryWrite([Pattern.Bytes(10), Pattern.Bytes(20, start: 10)]);
        channel.Writer.TryWrite(default);
        channel.Writer.Complete();
        var run = StreamRun.Begin(pair, o => channel.Reader.SendTo(pair.Socket, o), new SendToOptions { Framing = Framing.LengthPrefixed(1) });
        Assert.Equal([30, .. Pattern.Bytes(30), 0], pair.Read(32));
        Assert.Equal(new SendProgress(2, 32), run.Complete());
    }

    [Fact]
    public void The_error_of_the_channel_is_delivered_after_what_it_held()
    {
        var pair = Connect();
        var error = new FormatException("the writer's");
        Write(0, 3);
        _channel.Writer.Complete(error);
        var run = Begin(pair);
        Assert.Equal(Pattern.Bytes(3 * Length), pair.Read(3 * Length));
        Assert.Same(error, run.Fail<FormatException>());
        Assert.Equal(new SendProgress(3, 3 * Length), run.Settled);
    }

    [Fact]
    public void What_was_not_taken_when_the_stream_is_left_stays_in_the_channel()
    {
        var pair = Connect();
        var filled = pair.Fill();
        Write(0, 10);
        var left = Begin(pair, Narrow);
        pair.RunReady();
        Assert.Equal(new SendProgress(0, 0, Dropped: 3, Waits: 1), left.Leave());
        Assert.Equal(7, _channel.Reader.Count);

        _channel.Writer.Complete();
        var next = Begin(pair);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(7 * Length, start: 3 * Length), pair.Read(7 * Length));
        Assert.Equal(7, next.Complete().Messages);
    }

    [Fact]
    public void A_stream_that_waits_for_the_channel_can_be_left()
    {
        var pair = Connect();
        var run = Begin(pair);
        pair.RunReady();
        Assert.Equal(default, run.Leave());
        Write(0, 1);
        pair.RunReady();
        Assert.Equal(1, _channel.Reader.Count);
        pair.CheckUsable();
    }

    [Fact]
    public void A_million_messages_that_are_ready_need_no_stack_of_their_own()
    {
        var pair = Connect(new PairSetup { SmallBuffers = false });
        var message = new byte[1];
        for (var i = 0; i < 1_000_000; i++)
            Assert.True(_channel.Writer.TryWrite(message));
        _channel.Writer.Complete();
        var run = Begin(pair);
        pair.Discard(1_000_000);
        Assert.Equal(1_000_000, run.Complete().Messages);
    }

    [Fact]
    public void A_bounded_channel_holds_its_writer_up_while_there_is_no_room()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var channel = Channel.CreateBounded<ReadOnlyMemory<byte>>(4);
        var run = StreamRun.Begin(pair, o => channel.Reader.SendTo(pair.Socket, o), Narrow);
        pair.RunReady();
        var writing = WriteAllAsync(channel.Writer, 100);
        pair.RunUntil(() => channel.Reader.Count == 4);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(100 * Length), pair.Read(100 * Length));
        Assert.Equal(100, run.Complete().Messages);
        Assert.True(writing.IsCompletedSuccessfully);
    }

    private StreamRun Begin(IContractPair pair, SendToOptions? options = null) =>
        StreamRun.Begin(pair, o => _channel.Reader.SendTo(pair.Socket, o), options);

    private void Write(int first, int count)
    {
        for (var i = first; i < first + count; i++)
            Assert.True(_channel.Writer.TryWrite(Pattern.Bytes(Length, start: (long)i * Length)));
    }

    private static async Task WriteAllAsync(ChannelWriter<ReadOnlyMemory<byte>> writer, int count)
    {
        for (var i = 0; i < count; i++)
            await writer.WriteAsync(Pattern.Bytes(Length, start: (long)i * Length)).ConfigureAwait(false);
        writer.Complete();
    }
}
