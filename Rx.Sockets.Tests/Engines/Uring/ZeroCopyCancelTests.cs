using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>Sends without a copy that are stopped, at each level: exact counts, and memory that gets free.</summary>
public sealed class ZeroCopyCancelTests
{
    [Theory]
    [InlineData(CancellationLevel.Total, false)]
    [InlineData(CancellationLevel.Partial, false)]
    [InlineData(CancellationLevel.Terminal, false)]
    [InlineData(CancellationLevel.Total, true)]
    [InlineData(CancellationLevel.Partial, true)]
    [InlineData(CancellationLevel.Terminal, true)]
    public async Task Before_its_first_byte_every_level_is_granted_with_0_bytes(CancellationLevel level, bool inKernel)
    {
        await using var pair = new ZeroCopyPair();
        var stalled = pair.Stall();
        TrackedSend send;
        do
        {
            send = pair.Send(pair.All[..ZeroCopyPair.Threshold], onLeave: level);
            if (inKernel) pair.Pair.RunReady();
            send.Leave();
            pair.Pair.RunUntil(() => send.IsSettled);
        }
        while (send.Result.IsSuccess); // an acknowledgement had made room; to a peer that does not read that has an end

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), send.Result);
        Assert.Equal(level == CancellationLevel.Terminal ? RxSocketState.OnlyClosable : RxSocketState.Usable, pair.Socket.State);
        AssertAllArrives(pair, pair.Socket.BytesTransferred, stalled.Result.BytesTransferred);
    }

    [Theory]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public async Task A_write_that_stands_half_sent_reports_what_went(CancellationLevel level)
    {
        await using var pair = new ZeroCopyPair();
        var write = Half(pair, level);
        write.Leave();
        pair.Pair.RunUntil(() => write.IsSettled);

        Assert.Equal((SocketError.OperationAborted, level), (write.Result.Error, write.Result.Cancelled));
        Assert.Equal(pair.Socket.BytesTransferred, write.Result.BytesTransferred);
        AssertAllArrives(pair, write.Result.BytesTransferred, write.Result.BytesTransferred);
    }

    [Fact]
    public async Task Total_is_refused_half_way_and_the_write_runs_to_its_end_unwatched()
    {
        await using var pair = new ZeroCopyPair();
        var write = Half(pair, CancellationLevel.Total);
        write.Leave();
        Assert.Equal(Pattern.Bytes(PairSteps.TooMuch), pair.Pair.Receive(PairSteps.TooMuch));
        pair.Pair.RunUntil(() => write.IsSettled && pair.Registration.WhenFree().IsCompleted);
        Assert.Equal(new SendResult(SocketError.Success, PairSteps.TooMuch), write.Result);
    }

    [Fact]
    public async Task Stopped_at_random_on_a_loop_with_a_thread_every_byte_is_accounted_for()
    {
        Machine.NeedsUring();
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var pair = RxPair.Threaded(SocketEngineKind.Uring, bufferSize: 16 * 1024, configure: Configure);
        await using var registration = new BufferRegistration(Pattern.Bytes(200_000));
        var read = Task.Run(() => pair.Peer.ReadToEndAsync(), TestContext.Current.CancellationToken);
        using var all = new MemoryStream();
        for (var i = 0; i < 300; i++)
        {
            using var stop = new CancellationTokenSource();
            var piece = registration.Buffers[0][random.Next(100_000)..];
            var level = random.Next(2) == 0 ? CancellationLevel.Partial : CancellationLevel.Total;
            var sending = pair.Socket.AsyncWrite(piece).CancelWhen(stop.Token, level).AsResult();
            var outcome = Task.Run(async () => await sending, TestContext.Current.CancellationToken);
            if (random.Next(2) == 0) await stop.CancelAsync();
            var result = await outcome.Within();
            all.Write(piece.Span[..(int)result.BytesTransferred]);
        }

        await registration.WhenFree().Within();
        await pair.Socket.DisposeAsync().AsTask().Within();
        var received = await read.Within();
        Assert.True(received.AsSpan().SequenceEqual(all.ToArray()), $"other bytes than reported (seed {seed})");
    }

    private static RxSocketOptions Configure(RxSocketOptions options) => options with { ZeroCopy = new ZeroCopyOptions() };

    /// <summary>A write of which a part has gone, and whose rest is with the kernel.</summary>
    private static TrackedSend Half(ZeroCopyPair pair, CancellationLevel level)
    {
        var write = pair.Write(pair.All, level);
        pair.Pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.Pair.RunReady();
        Assert.False(write.IsSettled);
        return write;
    }

    private static void AssertAllArrives(ZeroCopyPair pair, long count, long ofPattern)
    {
        var received = pair.Pair.Receive(count);
        Assert.True(received.AsSpan(0, (int)ofPattern).SequenceEqual(Pattern.Bytes((int)ofPattern)), "other bytes than were sent");
        pair.Pair.RunUntil(() => pair.Registration.WhenFree().IsCompleted);
    }
}
