using System.Net.Sockets;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>The end of a socket, in its fixed order.</summary>
public sealed class DisposePromises
{
    [Theory, EveryEngine]
    public async Task Dispose_never_waits(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var heard = pair.Block();

        var disposing = Task.Run(pair.Socket.Dispose, TestContext.Current.CancellationToken); // and nobody turns the loop
        await disposing.Within();

        Assert.Equal((0, RxSocketState.Closed), (heard.Calls, pair.Socket.State));
    }

    [Theory, EveryEngine]
    public async Task Dispose_works_inside_handlers(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var completed = false;

        pair.Socket.AsyncSend("abc"u8.ToArray()).Subscribe(_ => pair.Socket.Dispose(), () => completed = true);

        Assert.Equal("abc"u8.ToArray(), pair.ReceiveToEnd());
        pair.RunUntil(() => completed);
    }

    [Theory, EveryEngine]
    public async Task Dispose_first_refuses_new_sends(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Block();

        pair.Socket.Dispose();

        Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.Run(pair.Socket.AsyncSend(new byte[10])));
    }

    [Theory, EveryEngine]
    public async Task Dispose_settles_the_outstanding_with_OperationAborted_and_their_counts(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var settled = new Recorder<SendResult>();
        for (var i = 0; i < 3; i++)
        {
            pair.Socket.AsyncWrite(Pattern.Bytes(PairSteps.TooMuch)).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext)
                .AsResult().Subscribe(new Recorder<SendResult>());
        }

        pair.Socket.Dispose();
        pair.RunUntil(() => settled.Calls == 3);

        Assert.All(settled.Values, result => Assert.Equal(SocketError.OperationAborted, result.Error));
        var moved = (int)settled.Values.Sum(result => result.BytesTransferred);
        Assert.InRange(moved, 1, PairSteps.TooMuch);
        Assert.Equal(Pattern.Bytes(moved), pair.ReceiveToEnd());
    }

    [Theory, EveryEngine]
    public async Task Dispose_with_a_receive_pending_ends_in_good_order_and_the_peer_gets_every_reported_byte(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Tcp);
        var receiving = pair.Local.ReceiveAsync(new byte[10].AsMemory(), TestContext.Current.CancellationToken).AsTask();
        var settled = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(Pattern.Bytes(16 * 1024 * 1024)).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext)
            .Subscribe(new Recorder<SendResult>());

        pair.Socket.Dispose();
        pair.RunUntil(() => settled.Calls == 1);

        var moved = (int)settled.Values[0].BytesTransferred;
        Assert.InRange(moved, 1, 16 * 1024 * 1024);
        var read = pair.ReceiveToEnd(); // an orderly end: a reset would throw here
        Assert.Equal(moved, read.Length);
        Assert.Equal(Pattern.Bytes(moved), read);
        await Assert.ThrowsAnyAsync<SocketException>(() => receiving.Within());
    }

    [Theory, EveryEngine]
    public async Task A_close_that_lingers_runs_on_the_pool(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Tcp);
        pair.Local.LingerState = new LingerOption(enable: true, seconds: 120);
        pair.Socket.AsyncWrite(new byte[16 * 1024 * 1024]).Subscribe(new Recorder<SendResult>());

        await Task.Run(pair.Socket.Dispose, TestContext.Current.CancellationToken).Within(); // the kernel itself would wait for the peer
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);
        pair.RunReady();

        var read = pair.ReceiveToEnd().Length;
        Assert.Equal(read, pair.Socket.BytesTransferred);
        await pair.Socket.DisposeAsync().AsTask().Within();
    }

    [Theory, EveryEngine]
    public async Task DisposeAsync_completes_when_all_is_settled_and_closed(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Block();

        await pair.Socket.DisposeAsync().AsTask().Within();

        Assert.Equal(0, pair.Socket.Outstanding);
        Assert.True(pair.Local.SafeHandle.IsClosed);
        await pair.Socket.DisposeAsync().AsTask().Within(); // again: nothing
        pair.Socket.Dispose();
    }

    [Theory, EveryEngine]
    public async Task WhenIdle_waits_for_the_queue(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        Assert.True(pair.Socket.WhenIdle().IsCompleted);
        pair.Block();
        var idle = pair.Socket.WhenIdle();
        pair.RunReady();
        Assert.False(idle.IsCompleted);

        pair.Receive(PairSteps.TooMuch);

        pair.RunUntil(() => idle.IsCompleted);
        await idle.Within();
    }

    [Fact]
    public async Task Using_disposes_over_a_refused_Total()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        var settled = new Recorder<SendResult>();
        var write = pair.Socket.AsyncWrite(Pattern.Bytes(PairSteps.TooMuch)).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext);

        Observable.Using(() => Disposable.Create(pair.Socket.Dispose), _ => write).Subscribe(new Recorder<SendResult>()).Dispose();
        pair.RunUntil(() => settled.Calls == 1);

        Assert.Equal(SocketError.OperationAborted, settled.Values[0].Error);
        Assert.Equal(settled.Values[0].BytesTransferred, pair.ReceiveToEnd().Length);
    }

    [Fact]
    public async Task Awaiting_WhenIdle_before_disposing_ends_whole()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        var write = pair.Socket.AsyncWrite(Pattern.Bytes(PairSteps.TooMuch));
        write.Subscribe(new Recorder<SendResult>()).Dispose();

        async Task End()
        {
            await pair.Socket.WhenIdle();
            pair.Socket.Dispose();
        }

        var ending = End();
        Assert.Equal(Pattern.Bytes(PairSteps.TooMuch), pair.ReceiveToEnd());
        await ending.Within();
    }
}
