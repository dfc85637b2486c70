using System.Diagnostics;
using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.BadInput;

/// <summary>Observers that throw, subscribe, unsubscribe and dispose where they are called, and chains of a million.</summary>
public sealed class BadObservers
{
    private const int Million = 1_000_000;

    [Theory, EveryEngine]
    public async Task Observers_that_all_throw_do_not_stop_the_sends(SocketEngineKind engine)
    {
        var thrown = new List<Exception>();
        await using var pair = RxPair.On(SteppedLoop.Make(engine, rethrow: thrown.Add));
        for (var i = 0; i < 100; i++)
            pair.Socket.AsyncSend(Pattern.Bytes(1, i)).Subscribe(_ => throw new InvalidTimeZoneException());

        Assert.Equal(Pattern.Bytes(100), pair.Receive(100));
        pair.RunUntil(() => thrown.Count == 100);
        Assert.Equal(0, pair.Socket.Outstanding);
    }

    [Theory, EveryEngine]
    public async Task Observers_of_SettledSends_and_StateChanges_that_throw_do_not_stop_the_others(SocketEngineKind engine)
    {
        var thrown = new List<Exception>();
        await using var pair = RxPair.On(SteppedLoop.Make(engine, rethrow: thrown.Add));
        var (left, states) = (new Recorder<SendResult>(), new Recorder<RxSocketState>());
        pair.Socket.SettledSends.Subscribe(_ => throw new InvalidTimeZoneException(), () => throw new InvalidTimeZoneException());
        pair.Socket.SettledSends.Subscribe(left);
        pair.Socket.StateChanges.Subscribe(_ => throw new InvalidTimeZoneException());
        pair.Socket.StateChanges.Subscribe(states);

        for (var i = 0; i < 2; i++)
            pair.Socket.AsyncSend(new byte[1]).Subscribe(new Recorder<SendResult>()).Dispose();
        pair.RunUntil(() => left.Calls == 2);
        pair.Socket.Dispose();
        pair.RunUntil(() => left.IsCompleted && states.IsCompleted);

        Assert.Equal([RxSocketState.Closed], states.Values);
        Assert.All(thrown, e => Assert.IsType<InvalidTimeZoneException>(e));
    }

    [Theory, EveryEngine]
    public async Task Subscribe_inside_OnNext_sends(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var inner = new Recorder<SendResult>();
        var innerWhenOuterCompleted = -1;

        pair.Socket.AsyncSend("a"u8.ToArray()).Subscribe(
            _ => pair.Socket.AsyncSend("b"u8.ToArray()).Subscribe(inner), () => innerWhenOuterCompleted = inner.Calls);
        pair.RunUntil(() => inner.IsCompleted);

        Assert.Equal("ab"u8.ToArray(), pair.Receive(2));
        Assert.Equal(0, innerWhenOuterCompleted);
    }

    [Theory, EveryEngine]
    public async Task Unsubscribe_inside_OnNext_ends_the_notifications(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var (calls, settled) = (0, new Recorder<SendResult>());
        var subscription = new System.Reactive.Disposables.SingleAssignmentDisposable();

        subscription.Disposable = pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.All, settled.OnNext).Subscribe(
            _ =>
            {
                calls++;
                subscription.Dispose();
                subscription.Dispose();
            },
            () => calls += 100);
        pair.RunUntil(() => calls > 0);
        pair.RunReady();

        Assert.Equal((1, RxSocketState.Usable), (calls, pair.Socket.State));
        Assert.Equal([new SendResult(SocketError.Success, 10)], settled.Values);
    }

    [Theory, EveryEngine]
    public async Task Dispose_of_the_socket_inside_OnNext_loses_nothing(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var settled = new Recorder<SendResult>();
        var armed = pair.Socket.AsyncWrite(Pattern.Bytes(PairSteps.TooMuch)).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext).AsResult();
        pair.Socket.AsyncSend(Array.Empty<byte>()).Subscribe(_ => pair.Socket.Dispose());
        armed.Subscribe(new Recorder<SendResult>());
        armed.Subscribe(new Recorder<SendResult>());

        pair.RunUntil(() => settled.Calls == 2);

        var moved = (int)settled.Values.Sum(result => result.BytesTransferred);
        Assert.Equal(Pattern.Bytes(moved), pair.ReceiveToEnd());
        Assert.All(settled.Values, result => Assert.Equal(SocketError.OperationAborted, result.Error));
    }

    [Theory, EveryEngine]
    public async Task Release_inside_OnNext_hands_the_socket_back(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        Socket? released = null;
        var running = new Recorder<SendResult>();
        pair.Socket.AsyncSend(Array.Empty<byte>()).Subscribe(_ => released = pair.Socket.Release());
        pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).Subscribe(running);

        Assert.Equal(SocketError.OperationAborted, pair.RunToError(running).SocketErrorCode);

        Assert.Same(pair.Local, released);
        Assert.True(released!.Blocking);
    }

    [Fact]
    public async Task A_million_sends_chained_by_subscribing_inside_OnCompleted_do_not_grow_the_stack()
    {
        const int Real = 20; // one in so many has a byte, which the peer has to make room for
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        var (empty, full) = (pair.Socket.AsyncSend(Array.Empty<byte>()), pair.Socket.AsyncSend(new byte[1]));
        var reading = Task.Run(() => pair.Peer.ReadAsync(Million / Real), TestContext.Current.CancellationToken);
        var (sent, depths) = (0, new HashSet<int>());

        void Next()
        {
            if (sent % 100_000 == 1) depths.Add(new StackTrace().FrameCount);
            if (sent++ < Million) (sent % Real == 0 ? full : empty).Subscribe(_ => { }, Next);
        }

        Next();
        pair.RunUntil(() => sent > Million);

        AssertFlat(depths);
        await reading.Within();
    }

    [Fact]
    public async Task A_million_sends_chained_by_Repeat_do_not_grow_the_stack()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        var (sent, depths, heard) = (0, new HashSet<int>(), new Recorder<int>());

        pair.Socket.AsyncSend(Array.Empty<byte>()).Repeat(Million)
            .Subscribe(
                _ =>
                {
                    if (++sent % 100_000 == 0) depths.Add(new StackTrace().FrameCount);
                },
                heard.OnCompleted);
        pair.RunUntil(() => heard.IsCompleted);

        Assert.Equal(Million, sent);
        AssertFlat(depths);
    }

    [Fact]
    public async Task A_million_awaited_sends_do_not_grow_the_stack()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        var depths = new HashSet<int>();

        async Task SendAll()
        {
            var send = pair.Socket.AsyncSend(Array.Empty<byte>());
            await System.Reactive.Linq.Observable.Return(0, pair.Loop); // from here on on the loop's turn
            for (var i = 0; i < Million; i++)
            {
                await send;
                if (i % 65_000 == 0) depths.Add(new StackTrace().FrameCount);
            }
        }

        var sending = SendAll();
        pair.RunUntil(() => sending.IsCompleted);
        await sending.Within();

        AssertFlat(depths);
    }

    [Fact]
    public async Task A_hundred_thousand_queued_sends_do_not_grow_the_stack_when_they_go()
    {
        const int Queued = 100_000;
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        pair.Block();
        var heard = 0;
        var depths = new HashSet<int>();
        for (var i = 0; i < Queued; i++)
        {
            pair.Socket.AsyncSend(new byte[1]).Subscribe(_ =>
            {
                if (++heard % 10_000 == 0) depths.Add(new StackTrace().FrameCount);
            });
        }

        pair.Receive(PairSteps.TooMuch + Queued);
        pair.RunUntil(() => heard == Queued);

        AssertFlat(depths);
    }

    // The compiler inlines more the longer it runs, so a few frames may come and go.
    private static void AssertFlat(HashSet<int> depths) => Assert.InRange(depths.Max() - depths.Min(), 0, 20);
}
