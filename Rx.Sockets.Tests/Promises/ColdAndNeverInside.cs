using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Cold; and no notification on the stack of Subscribe, Dispose or Cancel.</summary>
public sealed class ColdAndNeverInside
{
    [Theory, EveryEngine]
    public async Task Nothing_happens_before_Subscribe(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var slices = new WatchedList(new byte[10]);
        var signal = new Recorder<string>();
        var armed = Observable.Defer(() =>
        {
            signal.OnNext("subscribed");
            return Observable.Never<CancellationLevel>();
        });

        _ = pair.Socket.AsyncWrite(BufferSequence.Of(slices), SocketFlags.Peek)
            .CancelWhen(armed).CancelAfter(TimeSpan.Zero, CancellationLevel.All)
            .CancelOnUnsubscribe(CancellationLevel.All, _ => signal.OnNext("settled")).AsResult();
        pair.RunReady();

        Assert.Equal((0, 0L, 0, 0), (pair.Socket.Outstanding, pair.Socket.BytesTransferred, slices.Reads, signal.Calls));
        Assert.Equal(0, pair.Peer.Available);
    }

    [Theory, EveryEngine]
    public async Task Each_subscription_is_one_independent_send_of_the_same_buffers(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var write = pair.Socket.AsyncWrite("ab"u8.ToArray());
        var heard = new Recorder<SendResult>();

        for (var i = 0; i < 3; i++)
            write.Subscribe(heard);
        pair.RunUntil(() => heard.Calls == 6);

        Assert.Equal("ababab"u8.ToArray(), pair.Receive(6));
        Assert.All(heard.Values, result => Assert.Equal(new SendResult(SocketError.Success, 2), result));
    }

    [Theory, EveryEngine]
    public async Task Each_await_is_one_independent_send_of_the_same_buffers(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        var write = pair.Socket.AsyncWrite("ab"u8.ToArray());

        for (var i = 0; i < 3; i++)
            Assert.Equal(new SendResult(SocketError.Success, 2), await write);

        Assert.Equal("ababab"u8.ToArray(), await pair.Peer.ReadAsync(6));
    }

    [Theory, EveryEngine]
    public async Task An_immediate_success_is_not_notified_inside_Subscribe(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, heard.OnNext).Subscribe(heard);

        Assert.Equal((10L, 0), (pair.Socket.BytesTransferred, heard.Calls));
        pair.RunUntil(() => heard.IsCompleted);
    }

    [Theory, EveryEngine]
    public async Task An_immediate_failure_is_not_notified_inside_Subscribe(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Local.Shutdown(SocketShutdown.Send);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, heard.OnNext).Subscribe(heard);

        Assert.Equal((0, 0), (pair.Socket.Outstanding, heard.Calls));
        pair.RunUntil(() => heard.Error is not null);
    }

    [Theory, EveryEngine]
    public async Task Nothing_is_notified_inside_Dispose_of_the_subscription(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.FillUp();
        var heard = new Recorder<SendResult>();
        using var left = pair.Socket.SettledSends.Subscribe(heard);
        var subscription = pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, heard.OnNext).Subscribe(heard);

        subscription.Dispose();

        Assert.Equal(0, heard.Calls);
        pair.RunUntil(() => heard.Calls == 2);
    }

    [Theory, EveryEngine]
    public async Task Nothing_is_notified_inside_Cancel(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var heard = new Recorder<SendResult>();
        pair.Block();
        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, heard.OnNext).Subscribe(heard);

        pair.Socket.Cancel();

        Assert.Equal(0, heard.Calls);
        pair.RunUntil(() => heard.Calls == 2);
    }

    [Theory, EveryEngine]
    public async Task Nothing_is_notified_inside_Dispose_of_the_socket(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var heard = new Recorder<SendResult>();
        pair.Block();
        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, heard.OnNext).Subscribe(heard);
        using var states = pair.Socket.StateChanges.Subscribe(_ => heard.OnNext(default));

        pair.Socket.Dispose();

        Assert.Equal(0, heard.Calls);
        pair.RunUntil(() => heard.Calls >= 3);
    }

    [Fact]
    public async Task An_immediate_outcome_is_posted_one_hop_in_all()
    {
        var scheduler = new HistoricalScheduler();
        var hops = new CountingScheduler(scheduler);
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, configure: o => o with { Scheduler = hops });
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);
        Assert.Equal((1, 0), (hops.Count, heard.Calls));
        scheduler.Start();

        Assert.Equal((1, true), (hops.Count, heard.IsCompleted));
        pair.Socket.Dispose();
        scheduler.Start();
    }

    [Fact]
    public async Task An_outcome_of_the_engines_own_turn_is_notified_in_that_turn_on_the_loop()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        var full = pair.FillUp();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);
        pair.RunReady();
        Assert.Equal((0, (long)full), (heard.Calls, pair.Socket.BytesTransferred));

        pair.Peer.ReadAvailable();
        pair.Loop.RunOnce(Deadline.Limit);

        Assert.True(heard.IsCompleted);
    }

    [Fact]
    public async Task An_outcome_of_the_engines_own_turn_is_handed_to_the_scheduler_elsewhere()
    {
        var scheduler = new HistoricalScheduler();
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix, configure: o => o with { Scheduler = scheduler });
        pair.Fill();
        scheduler.Start();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);

        pair.Peer.ReadAvailable();
        pair.RunUntil(() => pair.Socket.Outstanding == 0);

        Assert.Equal(0, heard.Calls);
        scheduler.Start();
        Assert.True(heard.IsCompleted);
        pair.Socket.Dispose();
        scheduler.Start();
    }

    [Fact]
    public async Task On_another_thread_a_notification_may_come_before_Subscribe_has_returned()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, configure: o => o with { Scheduler = new WaitingScheduler() });
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);

        Assert.True(heard.IsCompleted);
        Assert.NotEqual(Environment.CurrentManagedThreadId, heard.Thread);
    }
}
