using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>What observers may count on, and what becomes of what they throw.</summary>
public sealed class ObserverRules
{
    [Theory, EveryEngine]
    public async Task Subscribe_throws_for_a_null_observer(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);

        Assert.Throws<ArgumentNullException>("observer", () => pair.Socket.AsyncSend(new byte[10]).Subscribe(null!));
        Assert.Equal((0, 0L), (pair.Socket.Outstanding, pair.Socket.BytesTransferred));
    }

    [Theory, EveryEngine]
    public async Task Subscribe_throws_for_nothing_else(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var disposed = new CancellationTokenSource();
        var token = disposed.Token;
        disposed.Dispose();
        var throwing = System.Reactive.Linq.Observable.Create<CancellationLevel>(
            new Func<IObserver<CancellationLevel>, IDisposable>(_ => throw new InvalidTimeZoneException()));
        using var memory = new CallbackMemory(new byte[10], () => throw new InvalidTimeZoneException());

        foreach (var send in new[]
        {
            pair.Socket.AsyncSend(new byte[10], (SocketFlags)(-1)),
            pair.Socket.AsyncSend(new byte[10]).CancelWhen(token, CancellationLevel.Total),
            pair.Socket.AsyncSend(new byte[10]).CancelWhen(throwing),
            pair.Socket.AsyncSend(new byte[10]).CancelAfter(TimeSpan.Zero, CancellationLevel.Total, new ThrowingScheduler()),
            pair.Socket.AsyncSend(memory.Memory),
        })
        {
            pair.Run(send);
        }

        pair.Socket.Dispose();
        Assert.Equal(SocketError.NotSocket, pair.Run(pair.Socket.AsyncSend(new byte[10])).Error);
    }

    [Theory, EveryEngine]
    public async Task Disposed_inside_OnNext_there_is_no_OnCompleted_and_that_is_not_leaving(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var (left, calls) = (new Recorder<SendResult>(), 0);
        using var sends = pair.Socket.SettledSends.Subscribe(left);
        IDisposable? subscription = null;
        subscription = pair.Socket.AsyncSend(new byte[10]).Subscribe(
            _ =>
            {
                calls++;
                subscription!.Dispose();
            },
            () => calls += 100);

        pair.RunUntil(() => calls > 0);
        pair.RunReady();

        Assert.Equal((1, 0), (calls, left.Calls));
    }

    [Theory, EveryEngine]
    public async Task No_notification_begins_after_Dispose_returned_on_the_same_thread(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var heard = new Recorder<SendResult>();
        var subscription = pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);
        Assert.Equal(10, pair.Socket.BytesTransferred); // the news is on its way

        subscription.Dispose();
        pair.RunReady();

        Assert.Equal(0, heard.Calls);
    }

    [Theory, EveryEngine]
    public async Task A_notification_that_another_thread_had_begun_runs_on_and_Dispose_never_waits_for_it(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        using var begun = new ManualResetEventSlim();
        using var disposed = new ManualResetEventSlim();
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var subscription = pair.Socket.AsyncSend(new byte[10]).Subscribe(_ =>
        {
            begun.Set();
            ended.SetResult(disposed.Wait(Deadline.Limit));
        });

        Assert.True(begun.Wait(Deadline.Limit, TestContext.Current.CancellationToken));
        subscription.Dispose(); // were it to wait, the handler would wait for it in turn
        disposed.Set();

        Assert.True(await ended.Task.Within());
    }

    [Theory, EveryEngine]
    public async Task If_user_code_throws_our_state_is_already_settled_and_the_next_delivery_runs(SocketEngineKind engine)
    {
        var thrown = new List<Exception>();
        await using var pair = RxPair.On(SteppedLoop.Make(engine, rethrow: thrown.Add));
        var (outstanding, next) = (-1, new Recorder<SendResult>());
        pair.Socket.AsyncSend(new byte[10]).Subscribe(_ =>
        {
            outstanding = pair.Socket.Outstanding;
            throw new InvalidTimeZoneException();
        });
        pair.Socket.AsyncSend(new byte[7]).Subscribe(next);

        pair.RunUntil(() => next.IsCompleted);

        Assert.Equal((0, 17L), (outstanding, pair.Socket.BytesTransferred));
        Assert.IsType<InvalidTimeZoneException>(Assert.Single(thrown));
        Assert.True(pair.Run(pair.Socket.AsyncSend(new byte[1])).IsSuccess);
    }

    [Theory, EveryEngine]
    public async Task What_OnNext_OnCompleted_OnError_settled_or_a_signal_throws_is_rethrown_once_each(SocketEngineKind engine)
    {
        var thrown = new List<Exception>();
        await using var pair = RxPair.On(SteppedLoop.Make(engine, rethrow: thrown.Add));
        var signal = System.Reactive.Linq.Observable.Create<CancellationLevel>(_ => () => throw new InvalidTimeZoneException("let go"));
        static Exception New(string where) => new InvalidTimeZoneException(where);
        var send = pair.Socket.AsyncSend(new byte[1]);

        send.Subscribe(_ => throw New("next"));
        send.Subscribe(_ => { }, () => throw New("completed"));
        send.CancelOnUnsubscribe(CancellationLevel.Total, _ => throw New("settled")).Subscribe(new Recorder<SendResult>());
        send.CancelWhen(signal).Subscribe(new Recorder<SendResult>());
        pair.Socket.AsyncSend(new byte[1], (SocketFlags)(-1)).Subscribe(_ => { }, _ => throw New("error"));
        pair.RunUntil(() => thrown.Count == 5);
        pair.RunReady();

        Assert.Equal(
            ["completed", "error", "let go", "next", "settled"],
            thrown.Select(e => (e as AggregateException)?.InnerExceptions[0] ?? e).Select(e => e.Message).Order());
    }

    [Theory, EveryEngine]
    public async Task The_observer_hears_even_if_settled_throws(SocketEngineKind engine)
    {
        var thrown = new List<Exception>();
        await using var pair = RxPair.On(SteppedLoop.Make(engine, rethrow: thrown.Add));
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, _ => throw new InvalidTimeZoneException())
            .Subscribe(heard);
        pair.RunUntil(() => heard.IsCompleted);

        Assert.Single(thrown);
    }
}
