using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Whose the socket is, and what becomes of it if somebody does not keep to that.</summary>
public sealed class Ownership
{
    [Theory, EveryEngine]
    public async Task RxSocket_owns_the_socket_from_its_constructor_until_Release(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var options = new RxSocketOptions { Loop = pair.Loop, Scheduler = pair.Loop };
        Assert.Throws<InvalidOperationException>(() => new RxSocket(pair.Local, options));

        var released = pair.Socket.Release();
        Assert.Same(pair.Local, released);

        using (var next = new RxSocket(released, options))
            Assert.Same(released, next.Socket);
        Assert.True(released.SafeHandle.IsClosed); // the owner closed it
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);
    }

    [Theory, EveryEngine]
    public async Task A_refused_constructor_owns_nothing(SocketEngineKind engine)
    {
        using var pair = SocketPair.Connect();
        using var loop = new SocketLoop(engine, ownThread: false);
        loop.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new RxSocket(pair.Local, new RxSocketOptions { Loop = loop }));

        Assert.False(pair.Local.SafeHandle.IsClosed);
        Assert.True(pair.Local.Blocking);
        await using var usable = new RxSocket(pair.Local);
    }

    [Theory, EveryEngine]
    public async Task Socket_is_for_options_and_receiving(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);

        pair.Socket.Socket.NoDelay = true;
        await pair.Peer.SendAsync("abc"u8.ToArray());

        Assert.True(pair.Socket.Socket.NoDelay);
        Assert.Equal("abc"u8.ToArray(), await pair.Socket.Socket.ReadAsync(3));
    }

    [Theory, EveryEngine]
    public async Task If_somebody_disposes_the_socket_sends_settle_with_OperationAborted_and_the_exact_count(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var settled = new Recorder<SendResult>();
        var write = pair.Socket.AsyncWrite(Pattern.Bytes(PairSteps.TooMuch))
            .CancelOnUnsubscribe(CancellationLevel.None, settled.OnNext).AsResult();
        write.Subscribe(new Recorder<SendResult>());
        write.Subscribe(new Recorder<SendResult>()).Dispose();

        pair.Local.Dispose();
        pair.RunUntil(() => settled.Calls == 2);

        Assert.All(settled.Values, result => Assert.Equal(SocketError.OperationAborted, result.Error));
        var moved = settled.Values.Sum(result => result.BytesTransferred);
        Assert.Equal((moved, RxSocketState.Closed), (pair.Socket.BytesTransferred, pair.Socket.State));
        Assert.Equal(Pattern.Bytes((int)moved), pair.ReceiveToEnd());
        Assert.Equal(SocketError.NotSocket, pair.Run(pair.Socket.AsyncSend(new byte[1])).Error);
    }

    [Theory, EveryEngine]
    public async Task If_somebody_disposes_the_socket_nothing_hangs(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var heard = pair.Block();

        pair.Local.Dispose();

        await heard.Ended.Within();
        await pair.Socket.WhenIdle().Within();
        await pair.Socket.DisposeAsync().AsTask().Within();
    }
}
