using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>What is sent without a copy, what is not, and when its memory is free.</summary>
public sealed class ZeroCopyTests
{
    private const int Threshold = ZeroCopyPair.Threshold;

    [Fact]
    public async Task A_write_of_registered_memory_arrives_whole_and_its_memory_gets_free()
    {
        await using var pair = new ZeroCopyPair();
        var write = pair.Write(pair.All);
        Assert.Equal(Pattern.Bytes(PairSteps.TooMuch), pair.Pair.Receive(PairSteps.TooMuch));

        pair.Pair.RunUntil(() => write.IsSettled && pair.Registration.WhenFree().IsCompleted);

        write.AssertOutcome(new SendResult(SocketError.Success, PairSteps.TooMuch));
        Assert.Equal(0, pair.Registration.Outstanding);
    }

    [Fact]
    public async Task The_memory_is_not_free_before_the_kernel_says_so()
    {
        await using var pair = new ZeroCopyPair();
        var send = pair.Stall();
        Assert.True(pair.Registration.Outstanding > 0, "the kernel has let go of what nobody has received");
        var free = pair.Registration.WhenFree();
        Assert.False(free.IsCompleted);

        pair.Pair.Receive(send.Result.BytesTransferred);
        pair.Pair.RunUntil(() => free.IsCompleted);
        Assert.Equal(0, pair.Registration.Outstanding);
    }

    [Fact]
    public async Task A_registration_that_ends_meanwhile_keeps_the_memory_in_place_until_then()
    {
        await using var pair = new ZeroCopyPair();
        var send = pair.Stall();
        var ended = pair.Registration.DisposeAsync().AsTask();
        Assert.False(ended.IsCompleted);
        Assert.False(pair.IsLoose, "memory that the kernel reads may move");

        pair.Pair.Receive(send.Result.BytesTransferred);
        pair.Pair.RunUntil(() => ended.IsCompleted);
        Assert.True(pair.IsLoose, "nobody reads it, and it is still pinned");
    }

    [Fact]
    public async Task A_piece_of_the_threshold_goes_by_the_ring()
    {
        await using var pair = new ZeroCopyPair();
        var send = pair.Send(pair.All[..Threshold]);
        Assert.Equal((0L, 1), (pair.Socket.BytesTransferred, pair.Registration.Outstanding)); // nothing is tried on this stack

        pair.Pair.RunUntil(() => send.IsSettled);
        send.AssertOutcome(new SendResult(SocketError.Success, Threshold));
    }

    [Fact]
    public async Task So_it_does_with_nothing_but_bytes_and_nobody_in_line()
    {
        await using var pair = new ZeroCopyPair();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncSend(pair.All[..Threshold]).Subscribe(heard);
        Assert.Equal((0L, 1), (pair.Socket.BytesTransferred, pair.Registration.Outstanding));
        pair.Pair.RunUntil(() => heard.IsCompleted);
    }

    [Fact]
    public async Task What_is_too_short_not_registered_or_has_flags_is_copied()
    {
        await using var pair = new ZeroCopyPair();
        AssertCopied(pair, pair.All[..(Threshold - 1)]);
        AssertCopied(pair, new byte[Threshold]);
        AssertCopied(pair, pair.All[..Threshold], (SocketFlags)0x80);
        await pair.Registration.DisposeAsync();
        AssertCopied(pair, pair.All[..Threshold]);
    }

    [Theory]
    [InlineData(Wire.Unix, true)]
    [InlineData(Wire.Tcp, false)]
    public async Task A_Unix_socket_and_one_that_was_not_asked_to_copy(Wire wire, bool isOn)
    {
        await using var pair = new ZeroCopyPair(wire, isOn);
        AssertCopied(pair, pair.All[..Threshold]);
    }

    [Fact]
    public async Task Of_several_slices_only_those_that_are_long_go_without_a_copy()
    {
        await using var pair = new ZeroCopyPair();
        byte[] header = [1, 2, 3];
        BufferSequence frame = [header, header, pair.All[..Threshold], pair.All[..1], pair.All[Threshold..(3 * Threshold)], header];
        var write = pair.Write(frame);
        Assert.Equal(6, pair.Socket.BytesTransferred); // at once, and then the first long one waits for a turn of the loop

        Assert.Equal(frame.ToArray(), pair.Pair.Receive(frame.Length));
        pair.Pair.RunUntil(() => write.IsSettled);
        write.AssertOutcome(new SendResult(SocketError.Success, frame.Length));
    }

    [Fact]
    public async Task A_lost_peer_is_an_error_and_lets_the_memory_go()
    {
        await using var pair = new ZeroCopyPair();
        pair.Stall();
        pair.Pair.Pair.ResetByPeer();
        var write = pair.Write(pair.All);
        pair.Pair.RunUntil(() => write.IsSettled && pair.Registration.WhenFree().IsCompleted);

        Assert.Contains(write.Result.Error, new[] { SocketError.ConnectionReset, SocketError.Shutdown });
        Assert.Equal(0, write.Result.BytesTransferred);
    }

    [Theory]
    [EveryEngine]
    public async Task The_same_program_is_right_on_every_engine(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, configure: options => options with { ZeroCopy = new ZeroCopyOptions { Threshold = 1 } });
        await using var registration = new BufferRegistration(Pattern.Bytes(100_000), Pattern.Bytes(300_000, start: 100_000));
        for (var round = 0; round < 20; round++)
        {
            var read = pair.Peer.ReadAsync(400_000);
            foreach (var buffer in registration.Buffers)
                Assert.True((await pair.Socket.AsyncWrite(buffer)).IsSuccess);

            Assert.Equal(Pattern.Bytes(400_000), await read.Within());
            await registration.WhenFree().Within();
            Assert.Equal(0, registration.Outstanding);
        }
    }

    [Fact]
    public async Task The_same_bytes_go_to_sockets_of_several_loops_at_once()
    {
        Machine.NeedsUring();
        await using var registration = new BufferRegistration(Pattern.Bytes(300_000));
        await using var one = RxPair.Threaded(SocketEngineKind.Uring, configure: Configure);
        await using var another = RxPair.Threaded(SocketEngineKind.Uring, configure: Configure);
        RxPair[] pairs = [one, another];
        var writes = pairs.Select(pair => pair.Socket.AsyncWrite(registration.Buffers[0], Use.Task)).ToList();

        foreach (var pair in pairs)
            Assert.Equal(Pattern.Bytes(300_000), await pair.Peer.ReadAsync(300_000));
        await Task.WhenAll(writes).Within();
        await registration.WhenFree().Within();
    }

    private static RxSocketOptions Configure(RxSocketOptions options) => options with { ZeroCopy = new ZeroCopyOptions() };

    private static void AssertCopied(ZeroCopyPair pair, Memory<byte> memory, SocketFlags flags = SocketFlags.None)
    {
        var before = pair.Socket.BytesTransferred;
        var send = pair.Send(memory, flags);
        Assert.Equal((memory.Length, 0), (pair.Socket.BytesTransferred - before, pair.Registration.Outstanding));
        pair.Pair.RunUntil(() => send.IsSettled);
        Assert.Equal(memory.ToArray(), pair.Pair.Receive(memory.Length));
    }
}
