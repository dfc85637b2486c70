using System.IO.Pipelines;
using System.Threading.Channels;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Sources that are pulled on threads of their own, left at any moment: no byte is lost or sent twice.</summary>
public sealed class PulledRaces
{
    private const int Rounds = 60;

    [Theory, EveryEngine]
    public async Task A_pipe_goes_on_at_the_exact_byte_however_often_its_stream_is_left(SocketEngineKind engine)
    {
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, new Random(seed + 1));
        var reading = pair.Peer.ReadToEndAsync();
        var counted = 0L;
        for (var ended = false; !ended;)
        {
            var settled = new TaskCompletionSource<SendProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
            var level = chance.Next(2) == 0 ? CancellationLevel.Total : CancellationLevel.Partial;
            var heard = new Recorder<SendProgress>();
            var stream = pipe.Reader.SendTo(pair.Socket, new SendToOptions { OnUnsubscribe = level, Settled = settled.SetResult }).Subscribe(heard);
            Thread.SpinWait(chance.Next(20_000));
            stream.Dispose();
            var counts = await settled.Task.Within();
            Assert.True(counts is { Dropped: 0, QueuedMessages: 0, QueuedBytes: 0 }, $"seed {seed}: {counts}");
            counted += counts.Bytes;
            ended = writing.IsCompleted && pipe.Reader.TryRead(out var read) && IsEnd(pipe.Reader, read);
        }

        var length = await writing.Within();
        await pair.Socket.DisposeAsync();
        var bytes = await reading.Within();
        Assert.True(counted == length, $"seed {seed}: {counted} counted, {length} written");
        Assert.True(bytes.AsSpan().SequenceEqual(Pattern.Bytes((int)length)), $"seed {seed}: the bytes differ");
    }

    [Theory, EveryEngine]
    public async Task Of_a_channel_every_message_is_sent_dropped_or_still_there(SocketEngineKind engine)
    {
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            await using var pair = RxPair.Threaded(engine, Wire.Unix);
            var reading = pair.Peer.ReadToEndAsync();
            var channel = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
            for (var i = 0; i < 2000; i++)
                channel.Writer.TryWrite(Pattern.Bytes(100, start: i * 100));
            var settled = new TaskCompletionSource<SendProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
            var options = new SendToOptions { Capacity = 2500, Settled = settled.SetResult };
            var stream = channel.Reader.SendTo(pair.Socket, options).Subscribe(new Recorder<SendProgress>());
            Thread.SpinWait(chance.Next(20_000));
            stream.Dispose();
            var counts = await settled.Task.Within();
            await pair.Socket.WhenIdle().Within();
            var there = channel.Reader.Count;

            // The one that was being taken while the stream ended may have come too late to be told of.
            Assert.True(counts.Messages + counts.Dropped + there is 1999 or 2000, $"seed {seed}, round {round}: {counts}, {there} still there");
            await pair.Socket.DisposeAsync();
            var bytes = await reading.Within();
            Assert.True(bytes.AsSpan().SequenceEqual(Pattern.Bytes((int)counts.Bytes)), $"seed {seed}, round {round}: {counts}, {bytes.Length} read");
            Assert.True(counts.Bytes == counts.Messages * 100, $"seed {seed}, round {round}: a message was cut");
        }
    }

    private static async Task<long> WriteAsync(PipeWriter writer, Random chance)
    {
        var length = 0L;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Pattern.Bytes(chance.Next(1, 3000), start: length);
            length += bytes.Length;
            await writer.WriteAsync(bytes).ConfigureAwait(false);
        }

        await writer.CompleteAsync().ConfigureAwait(false);
        return length;
    }

    private static bool IsEnd(PipeReader reader, in ReadResult read)
    {
        var isEnd = read is { IsCompleted: true, Buffer.IsEmpty: true };
        reader.AdvanceTo(read.Buffer.Start);
        return isEnd;
    }
}
