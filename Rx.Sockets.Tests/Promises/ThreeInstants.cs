using System.Net.Sockets;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Decided, settled, notified.</summary>
public sealed class ThreeInstants
{
    [Theory, EveryEngine]
    public async Task A_request_after_the_last_byte_was_taken_is_late(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(heard);

        pair.Socket.Cancel(CancellationLevel.All);

        pair.RunUntil(() => heard.IsCompleted);
        Assert.Equal([new SendResult(SocketError.Success, 10)], heard.Values);
    }

    [Theory, EveryEngine]
    public async Task A_request_after_an_error_is_late(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        pair.Local.Shutdown(SocketShutdown.Send);
        pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal).Subscribe(heard);

        signal.OnNext(CancellationLevel.All);

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.RunToError(heard).Result);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Fact]
    public async Task A_request_after_a_cancellation_was_granted_is_late()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).Subscribe(heard);

        signal.OnNext(CancellationLevel.Partial);
        signal.OnNext(CancellationLevel.Terminal);

        Assert.Equal(CancellationLevel.Partial, pair.RunToError(heard).Result.Cancelled);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Theory, EveryEngine]
    public async Task Once_settled_the_engine_no_longer_reads_the_memory(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var memory = Pattern.Bytes(PairSteps.TooMuch);
        using var signal = new Subject<CancellationLevel>();
        var settled = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(memory).CancelWhen(signal)
            .CancelOnUnsubscribe(CancellationLevel.None, result =>
            {
                Array.Clear(memory);
                settled.OnNext(result);
            })
            .AsResult().Subscribe(new Recorder<SendResult>());

        signal.OnNext(CancellationLevel.Partial);
        pair.RunUntil(() => settled.Calls == 1);
        Assert.True(pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())).IsSuccess);

        var moved = (int)settled.Values[0].BytesTransferred;
        Assert.Equal(Pattern.Bytes(moved), pair.Receive(moved));
        pair.RunReady();
        Assert.Equal(0, pair.Peer.Available);
    }

    [Theory, EveryEngine]
    public async Task Once_settled_the_place_in_the_queue_is_free(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var movedWhenSettled = -1L;
        pair.Socket.AsyncWrite(new byte[10])
            .CancelOnUnsubscribe(CancellationLevel.Total, _ => movedWhenSettled = pair.Socket.BytesTransferred)
            .Subscribe(new Recorder<SendResult>());
        pair.Socket.AsyncWrite(new byte[7]).Subscribe(new Recorder<SendResult>());

        pair.RunUntil(() => movedWhenSettled >= 0);

        Assert.Equal(17, movedWhenSettled);
    }

    [Theory, EveryEngine]
    public async Task Notified_means_that_settled_and_then_the_observer_have_been_called(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var order = new List<string>();

        pair.Socket.AsyncWrite(new byte[10])
            .CancelOnUnsubscribe(CancellationLevel.Total, _ => order.Add("settled"))
            .Subscribe(_ => order.Add("next"), () => order.Add("completed"));
        pair.RunUntil(() => order.Count == 3);

        Assert.Equal(["settled", "next", "completed"], order);
    }

    [Theory, EveryEngine]
    public async Task The_queue_never_waits_for_an_observer(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var heard = new Recorder<SendResult>();

        for (var i = 0; i < 10; i++)
            pair.Socket.AsyncWrite(Pattern.Bytes(100, i * 100)).Subscribe(heard);

        Assert.Equal(0, heard.Calls);
        Assert.Equal(1000, pair.Socket.BytesTransferred);
        Assert.Equal(Pattern.Bytes(1000), await pair.Peer.ReadAsync(1000));
        Assert.Equal(0, heard.Calls);
    }

    [Fact]
    public async Task The_queue_waits_for_the_observer_of_a_torn_write()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).Subscribe(heard);
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(new Recorder<SendResult>());
        signal.OnNext(CancellationLevel.Partial);
        var torn = pair.Socket.BytesTransferred;

        pair.Peer.ReadAvailable();
        Assert.Equal((0, torn), (heard.Calls, pair.Socket.BytesTransferred));

        pair.RunUntil(() => pair.Socket.BytesTransferred == torn + 10);
        Assert.Equal(1, heard.Calls);
    }
}
