using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>How sockets and loops end of which the kernel still reads memory.</summary>
public sealed class ZeroCopyEndTests
{
    [Fact]
    public async Task Dispose_to_a_peer_that_does_not_read_resets_when_the_linger_is_over()
    {
        await using var pair = new ZeroCopyPair();
        pair.Stall();
        var ended = pair.Socket.DisposeAsync().AsTask();
        pair.Clock.Advance(ZeroCopyPair.Linger - TimeSpan.FromTicks(1));
        pair.Pair.RunReady();
        Assert.False(ended.IsCompleted);
        Assert.True(pair.Registration.Outstanding > 0, "the kernel has let go of what nobody has received");

        pair.Clock.Advance(TimeSpan.FromTicks(1));
        await ended.Within();
        pair.Pair.RunUntil(() => pair.Registration.WhenFree().IsCompleted);
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => ReadOut(pair.Pair.Peer)).SocketErrorCode);
    }

    [Fact]
    public async Task Dispose_to_a_peer_that_reads_ends_in_good_order()
    {
        await using var pair = new ZeroCopyPair();
        var send = pair.Stall();
        var ended = pair.Socket.DisposeAsync().AsTask();
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);

        Assert.Equal(send.Result.BytesTransferred, pair.Pair.ReceiveToEnd().Length);
        pair.Pair.RunUntil(() => ended.IsCompleted);
        Assert.Equal(0, pair.Registration.Outstanding);
        Assert.True(pair.Pair.Local.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task Dispose_takes_back_what_is_under_way_with_its_count()
    {
        await using var pair = new ZeroCopyPair();
        var stalled = pair.Stall();
        var write = pair.Write(pair.All);
        pair.Pair.RunReady();
        var ended = pair.Socket.DisposeAsync().AsTask();

        var received = pair.Pair.ReceiveToEnd().Length;
        pair.Pair.RunUntil(() => write.IsSettled && ended.IsCompleted);
        Assert.Equal(SocketError.OperationAborted, write.Result.Error);
        Assert.Equal(stalled.Result.BytesTransferred + write.Result.BytesTransferred, received);
    }

    [Fact]
    public async Task The_end_of_a_stepped_loop_does_not_wait_and_resets_when_the_linger_is_over()
    {
        await using var pair = new ZeroCopyPair();
        pair.Stall();
        pair.Pair.Loop.Dispose();
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
        Assert.False(pair.Pair.Local.SafeHandle.IsClosed);

        pair.Clock.Advance(ZeroCopyPair.Linger);
        await pair.Registration.WhenFree().Within();
        Assert.True(pair.Pair.Local.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task A_loop_that_ends_hears_what_a_peer_makes_free_that_reads()
    {
        await using var pair = new ZeroCopyPair();
        var send = pair.Stall();
        pair.Pair.Loop.Dispose();

        await pair.Pair.Peer.ReadAsync((int)send.Result.BytesTransferred);
        await pair.Registration.WhenFree().Within();
        Assert.False(pair.Pair.Local.SafeHandle.IsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_a_loop_with_a_thread_or_of_its_socket_resets_and_frees(bool endsLoop)
    {
        Machine.NeedsUring();
        using var loop = new SocketLoop(SocketEngineKind.Uring);
        using var pair = SocketPair.Connect(bufferSize: 64 * 1024);
        var socket = new RxSocket(pair.Local, new RxSocketOptions { Loop = loop, ZeroCopy = new ZeroCopyOptions { Linger = TimeSpan.Zero } });
        using var registration = new BufferRegistration(new byte[PairSteps.TooMuch]);
        Assert.True((await socket.AsyncSend(registration.Buffers[0])).IsSuccess);

        if (endsLoop) loop.Dispose();
        else await socket.DisposeAsync().AsTask().Within();
        await registration.WhenFree().Within();
        await socket.DisposeAsync().AsTask().Within();
    }

    [Fact]
    public async Task A_socket_that_was_given_back_is_not_reset_and_its_memory_gets_free_as_its_peer_reads()
    {
        await using var pair = new ZeroCopyPair();
        var send = pair.Stall();
        using var given = pair.Socket.Release();
        pair.Clock.Advance(2 * ZeroCopyPair.Linger);
        pair.Pair.RunReady();
        Assert.False(given.SafeHandle.IsClosed);
        Assert.True(pair.Registration.Outstanding > 0, "the kernel has let go of what nobody has received");

        pair.Pair.Receive(send.Result.BytesTransferred);
        pair.Pair.RunUntil(() => pair.Registration.WhenFree().IsCompleted);
    }

    private static void ReadOut(Socket peer)
    {
        var buffer = new byte[64 * 1024];
        while (peer.Receive(buffer) > 0)
        {
        }
    }
}
