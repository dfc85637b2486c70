using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>On the thread pool a handler may block on a send that it starts: what it waits for never waits behind it.</summary>
public sealed class BlockingHandlerTests
{
    private const int KernelBuffer = 16 * 1024;

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_handler_that_blocks_on_an_awaiter_completes(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        var done = new TaskCompletionSource<SendResult>();

        pair.Socket.AsyncSend(Pattern.Bytes(100)).Subscribe(_ =>
            done.SetResult(pair.Socket.AsyncSend(Pattern.Bytes(50, 100)).GetAwaiter().GetResult()));

        Assert.Equal(50, (await done.Task.Within()).BytesTransferred);
        Assert.Equal(Pattern.Bytes(150), await pair.Peer.ReadAsync(150));
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_handler_that_blocks_by_Wait_of_Rx_completes(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        var done = new TaskCompletionSource<SendResult>();

        pair.Socket.AsyncSend(Pattern.Bytes(100)).Subscribe(_ => done.SetResult(pair.Socket.AsyncSend(Pattern.Bytes(50, 100)).Wait()));

        Assert.Equal(50, (await done.Task.Within()).BytesTransferred);
        Assert.Equal(Pattern.Bytes(150), await pair.Peer.ReadAsync(150));
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_handler_that_blocks_on_a_write_which_has_to_wait_for_the_peer_completes(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, bufferSize: KernelBuffer);
        var frame = Pattern.Bytes(1024 * 1024, start: 100);
        var done = new TaskCompletionSource<SendResult>();

        pair.Socket.AsyncSend(Pattern.Bytes(100)).Subscribe(_ => done.SetResult(pair.Socket.AsyncWrite(frame).Wait()));

        Assert.Equal(Pattern.Bytes(100 + frame.Length), await pair.Peer.ReadAsync(100 + frame.Length));
        Assert.Equal(frame.Length, (await done.Task.Within()).BytesTransferred);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Handlers_that_block_inside_handlers_complete(SocketEngineKind engine)
    {
        const int Depth = 3; // each level costs the pool a thread
        await using var pair = RxPair.Threaded(engine);

        var bytes = Task.Run(() => Nested(pair.Socket, Pattern.Bytes(Depth)), TestContext.Current.CancellationToken);

        Assert.Equal(Depth, await bytes.Within());
        Assert.Equal(Pattern.Bytes(Depth), await pair.Peer.ReadAsync(Depth));
    }

    /// <summary>Blocks until the first byte has been heard of, whose handler blocks in the same way on the rest.</summary>
    private static long Nested(RxSocket socket, ReadOnlyMemory<byte> bytes) => bytes.IsEmpty
        ? 0
        : socket.AsyncSend(bytes[..1]).Select(sent => sent.BytesTransferred + Nested(socket, bytes[1..])).Wait();
}
