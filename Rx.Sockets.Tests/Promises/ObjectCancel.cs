using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Requests on behalf of every outstanding send.</summary>
public sealed class ObjectCancel
{
    [Theory, EveryEngine]
    public async Task Cancel_makes_its_request_of_every_outstanding_send_watched_or_not(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var settled = new Recorder<SendResult>();
        for (var i = 0; i < 4; i++)
        {
            var subscription = pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch])
                .CancelOnUnsubscribe(CancellationLevel.None, settled.OnNext).AsResult().Subscribe(new Recorder<SendResult>());
            if (i % 2 == 0) subscription.Dispose();
        }

        pair.Socket.Cancel(CancellationLevel.Partial);
        pair.RunUntil(() => settled.Calls == 4);

        Assert.All(settled.Values, result => Assert.Equal(CancellationLevel.Partial, result.Cancelled));
        Assert.Equal(pair.Socket.BytesTransferred, settled.Values.Sum(result => result.BytesTransferred));
        Assert.Equal((0, RxSocketState.Usable), (pair.Socket.Outstanding, pair.Socket.State));
    }

    [Theory, EveryEngine]
    public async Task Cancel_asks_for_Total_or_Partial_by_default(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var running = pair.Block();
        var waiting = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(waiting);

        pair.Socket.Cancel();

        Assert.Equal(CancellationLevel.Partial, pair.RunToError(running).Result.Cancelled);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), pair.RunToError(waiting).Result);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Theory, EveryEngine]
    public async Task Cancel_with_Total_leaves_a_write_that_has_begun(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var running = pair.Block();

        pair.Socket.Cancel(CancellationLevel.Total);

        Assert.Equal(Pattern.Bytes(PairSteps.TooMuch), pair.Receive(PairSteps.TooMuch));
        pair.RunUntil(() => running.IsCompleted);
    }

    [Theory, EveryEngine]
    public async Task Cancel_asks_only_what_is_outstanding_now(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);

        pair.Socket.Cancel(CancellationLevel.All);

        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Run(pair.Socket.AsyncWrite(new byte[10])));
    }

    [Theory, EveryEngine]
    public async Task Dispose_stops_all(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var (running, waiting) = (pair.Block(), new Recorder<SendResult>());
        pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.None).Subscribe(waiting);

        pair.Socket.Dispose();

        Assert.Equal(SocketError.OperationAborted, pair.RunToError(running).SocketErrorCode);
        Assert.Equal(SocketError.OperationAborted, pair.RunToError(waiting).SocketErrorCode);
        Assert.Equal((0, RxSocketState.Closed), (pair.Socket.Outstanding, pair.Socket.State));
    }

    [Theory, EveryEngine]
    public async Task Release_stops_all(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var (running, waiting) = (pair.Block(), new Recorder<SendResult>());
        pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.None).Subscribe(waiting);

        var released = pair.Socket.Release();

        var moved = pair.RunToError(running).Result;
        Assert.Equal((SocketError.OperationAborted, pair.Socket.BytesTransferred), (moved.Error, moved.BytesTransferred));
        Assert.Equal(SocketError.OperationAborted, pair.RunToError(waiting).SocketErrorCode);
        Assert.Same(pair.Local, released);
        pair.Receive(moved.BytesTransferred);
        Assert.Equal(3, await released.SendAsync("abc"u8.ToArray()));
        Assert.Equal("abc"u8.ToArray(), pair.Receive(3));
    }
}
