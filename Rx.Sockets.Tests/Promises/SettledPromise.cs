using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>The <c>settled</c> callback: exactly once for every subscription, first of all, and exact whatever operators drop.</summary>
public sealed class SettledPromise
{
    [Theory, EveryEngine]
    public async Task Settled_runs_once_and_first_on_success(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var order = new List<string>();

        pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, r => order.Add($"settled: {r}"))
            .Subscribe(r => order.Add($"next: {r}"), () => order.Add("completed"));
        pair.RunUntil(() => order.Contains("completed"));
        pair.RunReady();

        Assert.Equal(["settled: Success, 10 bytes", "next: Success, 10 bytes", "completed"], order);
    }

    [Theory, EveryEngine]
    public async Task Settled_runs_once_and_first_on_failure(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Local.Shutdown(SocketShutdown.Send);
        var order = new List<string>();

        pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, r => order.Add($"settled: {r}"))
            .Subscribe(r => order.Add($"next: {r}"), e => order.Add($"error: {((SendException)e).Result}"));
        pair.RunUntil(() => order.Count == 2);
        pair.RunReady();

        Assert.Equal(["settled: Shutdown, 0 bytes", "error: Shutdown, 0 bytes"], order);
    }

    [Theory, EveryEngine]
    public async Task Settled_runs_once_and_first_on_cancellation(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Block();
        var order = new List<string>();

        pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, r => order.Add($"settled: {r}"))
            .Subscribe(r => order.Add($"next: {r}"), e => order.Add($"error: {((SendException)e).Result}"));
        pair.Socket.Cancel(CancellationLevel.Total);
        pair.RunUntil(() => order.Count == 2);
        pair.RunReady();

        const string Aborted = "OperationAborted, 0 bytes, cancelled Total";
        Assert.Equal([$"settled: {Aborted}", $"error: {Aborted}"], order);
    }

    [Theory, EveryEngine]
    public async Task Settled_runs_once_for_a_subscriber_that_has_left(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Block();
        var settled = new Recorder<SendResult>();
        var subscription = pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.None, settled.OnNext)
            .Subscribe(new Recorder<SendResult>());

        subscription.Dispose();
        subscription.Dispose();
        pair.Receive(PairSteps.TooMuch + 10);
        pair.RunUntil(() => settled.Calls > 0);
        pair.RunReady();

        Assert.Equal([new SendResult(SocketError.Success, 10)], settled.Values);
    }

    [Theory, EveryEngine]
    public async Task Settled_runs_once_for_every_subscription_of_one_observable(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var settled = new Recorder<SendResult>();
        var send = pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext);

        for (var i = 0; i < 5; i++)
            send.Subscribe(new Recorder<SendResult>());
        pair.RunUntil(() => settled.Calls == 5);
        pair.RunReady();

        Assert.Equal(5, settled.Calls);
    }

    [Theory, EveryEngine]
    public async Task Settled_runs_once_and_first_for_every_await(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var order = new List<string>();
        var send = pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, _ => order.Add("settled"));

        async Task SendTwice()
        {
            for (var i = 0; i < 2; i++)
            {
                await send;
                order.Add("awaited");
            }
        }

        var sending = SendTwice();
        pair.RunUntil(() => sending.IsCompleted);
        await sending.Within();

        Assert.Equal(["settled", "awaited", "settled", "awaited"], order);
    }

    [Theory, EveryEngine]
    public async Task Settled_runs_once_even_if_the_observer_throws(SocketEngineKind engine)
    {
        var thrown = new List<Exception>();
        await using var pair = RxPair.On(SteppedLoop.Make(engine, rethrow: thrown.Add));
        var settled = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext)
            .Subscribe(_ => throw new InvalidTimeZoneException());
        pair.RunUntil(() => thrown.Count == 1);
        pair.RunReady();

        Assert.Equal(1, settled.Calls);
    }

    [Theory, EveryEngine]
    public async Task From_settled_on_the_memory_is_the_callers(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var memory = Pattern.Bytes(PairSteps.TooMuch);
        var settled = false;

        pair.Socket.AsyncWrite(memory)
            .CancelOnUnsubscribe(CancellationLevel.Total, _ =>
            {
                Array.Clear(memory);
                settled = true;
            })
            .Subscribe(new Recorder<SendResult>());

        Assert.Equal(Pattern.Bytes(PairSteps.TooMuch), pair.Receive(PairSteps.TooMuch));
        pair.RunUntil(() => settled);
    }

    [Fact]
    public Task Settled_stays_exact_where_Timeout_drops_the_outcome() => Drops((send, scheduler, _) =>
    {
        var limited = send.Timeout(TimeSpan.FromHours(1), scheduler).Catch(Observable.Empty<SendResult>());
        return (limited, () => scheduler.AdvanceBy(TimeSpan.FromHours(2)));
    });

    [Fact]
    public Task Settled_stays_exact_where_Switch_drops_the_outcome() => Drops((send, _, end) =>
    {
        var sources = new BehaviorSubject<IObservable<SendResult>>(send);
        return (sources.Switch(), () => sources.OnNext(Observable.Never<SendResult>()));
    });

    [Fact]
    public Task Settled_stays_exact_where_TakeUntil_drops_the_outcome() =>
        Drops((send, _, end) => (send.TakeUntil(end), () => end.OnNext(default)));

    [Fact]
    public Task Settled_stays_exact_where_Amb_drops_the_outcome() =>
        Drops((send, _, end) => (send.Amb(end), () => end.OnNext(new SendResult(SocketError.Interrupted, 0))));

    [Fact]
    public async Task Settled_stays_exact_where_ObserveOn_drops_the_outcome()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        var scheduler = new HistoricalScheduler();
        var (settled, heard) = (new Recorder<SendResult>(), new Recorder<SendResult>());
        var subscription = pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext)
            .ObserveOn(scheduler).Subscribe(heard);

        pair.RunReady();
        subscription.Dispose();
        scheduler.Start();

        Assert.Equal(0, heard.Calls);
        Assert.Equal([new SendResult(SocketError.Success, 10)], settled.Values);
    }

    /// <summary>All bytes have gone and the news is on its way when the operator turns away from the send.</summary>
    private static async Task Drops(
        Func<IObservable<SendResult>, HistoricalScheduler, Subject<SendResult>, (IObservable<SendResult> Composed, Action TurnAway)> compose)
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        var (settled, heard) = (new Recorder<SendResult>(), new Recorder<SendResult>());
        using var end = new Subject<SendResult>();
        var send = pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext);
        var (composed, turnAway) = compose(send, new HistoricalScheduler(), end);
        using var subscription = composed.Subscribe(heard);

        turnAway();
        pair.RunReady();

        Assert.DoesNotContain(heard.Values, result => result.BytesTransferred == 10);
        Assert.Equal([new SendResult(SocketError.Success, 10)], settled.Values);
        Assert.Equal(10, pair.Receive(10).Length);
    }
}
