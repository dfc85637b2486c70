using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>SettledSends: the results of sends whose subscriber left before delivery began; and the count of all bytes.</summary>
public sealed class SettledSendsPromise
{
    [Theory, EveryEngine]
    public async Task SettledSends_has_the_results_of_those_who_left_before_delivery_and_of_nobody_else(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var left = new Recorder<SendResult>();
        using var sends = pair.Socket.SettledSends.Subscribe(left);
        var stays = pair.Block();
        var leaves = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[1]).Subscribe(stays);
        pair.Socket.AsyncWrite(new byte[2]).Subscribe(leaves).Dispose(); // cancelled: Total
        pair.Socket.AsyncWrite(new byte[3]).CancelOnUnsubscribe(CancellationLevel.None).Subscribe(leaves).Dispose(); // goes on

        pair.Receive(PairSteps.TooMuch + 4);
        pair.RunUntil(() => left.Calls == 2 && stays.Calls == 4);
        pair.RunReady();

        Assert.Equal(
            [new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), new SendResult(SocketError.Success, 3)], left.Values);
        Assert.Equal(0, leaves.Calls);
    }

    [Theory, EveryEngine]
    public async Task SettledSends_has_those_who_left_while_the_news_was_on_its_way(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var left = new Recorder<SendResult>();
        using var sends = pair.Socket.SettledSends.Subscribe(left);

        pair.Socket.AsyncSend(new byte[10]).Subscribe(new Recorder<SendResult>()).Dispose();
        pair.RunUntil(() => left.Calls == 1);

        Assert.Equal([new SendResult(SocketError.Success, 10)], left.Values);
    }

    [Theory, EveryEngine]
    public async Task SettledSends_comes_after_settled(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var order = new List<string>();
        using var sends = pair.Socket.SettledSends.Subscribe(_ => order.Add("SettledSends"));

        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, _ => order.Add("settled"))
            .Subscribe(new Recorder<SendResult>()).Dispose();
        pair.RunUntil(() => order.Count == 2);

        Assert.Equal(["settled", "SettledSends"], order);
    }

    [Theory, EveryEngine]
    public async Task SettledSends_is_hot_and_unbuffered(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var (early, late) = (new Recorder<SendResult>(), new Recorder<SendResult>());
        using var first = pair.Socket.SettledSends.Subscribe(early);
        pair.Socket.AsyncSend(new byte[10]).Subscribe(new Recorder<SendResult>()).Dispose();
        pair.RunUntil(() => early.Calls == 1);

        using var second = pair.Socket.SettledSends.Subscribe(late);
        pair.RunReady();

        Assert.Equal(0, late.Calls);
    }

    [Theory, EveryEngine]
    public async Task SettledSends_is_serialised(SocketEngineKind engine)
    {
        const int Sends = 500;
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var (inside, overlaps, seen) = (0, 0, 0);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var sends = pair.Socket.SettledSends.Subscribe(_ =>
        {
            if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
            Thread.SpinWait(200);
            Interlocked.Decrement(ref inside);
            if (Interlocked.Increment(ref seen) == Sends) all.SetResult();
        });

        pair.Block();
        for (var i = 0; i < Sends; i++)
            pair.Socket.AsyncSend(new byte[1]).CancelOnUnsubscribe(CancellationLevel.None).Subscribe(new Recorder<SendResult>()).Dispose();
        await pair.Peer.ReadAsync(PairSteps.TooMuch + Sends); // now all settle at once, each a work item of the pool
        await all.Task.Within();

        Assert.Equal(0, overlaps);
    }

    [Theory, EveryEngine]
    public async Task SettledSends_completes_when_the_socket_is_closed_and_all_has_been_delivered(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var left = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(left);
        pair.Block();
        pair.Socket.AsyncSend(new byte[10]).Subscribe(new Recorder<SendResult>()).Dispose();

        pair.Socket.Dispose();
        pair.RunUntil(() => left.IsCompleted);

        Assert.Equal(CancellationLevel.Total, Assert.Single(left.Values).Cancelled);
    }

    [Theory, EveryEngine]
    public async Task BytesTransferred_is_all_the_kernel_ever_took(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Run(pair.Socket.AsyncSend(new byte[10]));
        pair.Socket.AsyncWrite(new byte[7]).Subscribe(new Recorder<SendResult>()).Dispose();
        var torn = pair.Block();
        pair.Socket.Cancel(CancellationLevel.Partial);
        var count = pair.RunToError(torn).Result.BytesTransferred;

        Assert.Equal(17 + count, pair.Socket.BytesTransferred);
        pair.Socket.Dispose();
        Assert.Equal(pair.Socket.BytesTransferred, pair.ReceiveToEnd().Length);
    }
}
