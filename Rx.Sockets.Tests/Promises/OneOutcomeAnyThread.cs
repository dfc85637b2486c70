using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Exactly one outcome whoever wins; any thread; no lock round user code.</summary>
public sealed class OneOutcomeAnyThread
{
    [Theory, EveryEngine]
    public async Task Exactly_one_outcome_with_the_exact_count_whoever_wins_a_race(SocketEngineKind engine)
    {
        const int Rounds = 300;
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var reading = Task.Run(pair.Peer.ReadToEndAsync, TestContext.Current.CancellationToken);
        var reported = 0L;
        using var together = new Barrier(3);
        for (var round = 0; round < Rounds; round++)
        {
            var settled = new Recorder<SendResult>();
            var heard = new Recorder<SendResult>();
            var subscription = pair.Socket.AsyncWrite(new byte[300_000])
                .CancelOnUnsubscribe(CancellationLevel.Partial, settled.OnNext).AsResult().Subscribe(heard);
            var level = round % 2 == 0 ? CancellationLevel.Total : CancellationLevel.Partial;
            var cancelling = Racer(together, () => pair.Socket.Cancel(level));
            var leaving = Racer(together, subscription.Dispose);
            together.SignalAndWait(Deadline.Limit, TestContext.Current.CancellationToken);
            await Task.WhenAll(cancelling, leaving).Within();
            await settled.Heard.Within();
            await pair.Socket.WhenIdle().Within();
            reported += Assert.Single(settled.Values).BytesTransferred;
            Assert.True(heard.Values.Count == 0 || heard.Values.SequenceEqual(settled.Values));
        }

        Assert.Equal(reported, pair.Socket.BytesTransferred);
        await pair.Socket.DisposeAsync().AsTask().Within();
        Assert.Equal(reported, (await reading.Within()).Length);
    }

    [Theory, EveryEngine]
    public async Task Subscribe_unsubscribe_cancel_and_dispose_may_be_called_from_any_thread_at_once(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        const int Threads = 4, Each = 500;
        var (calls, bytes) = (0, 0L);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var write = pair.Socket.AsyncWrite(new byte[1000]).CancelOnUnsubscribe(CancellationLevel.Total, result =>
        {
            Interlocked.Add(ref bytes, result.BytesTransferred);
            if (Interlocked.Increment(ref calls) == Threads * Each) all.SetResult();
        });
        var reading = Task.Run(pair.Peer.ReadToEndAsync, TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var subscription = write.AsResult().Subscribe(new Recorder<SendResult>());
                if (i % 3 == 0) subscription.Dispose();
                if (i % 7 == 0) pair.Socket.Cancel();
                if (i == 400 && thread == 0) pair.Socket.Dispose();
            }
        }))).Within();
        await pair.Socket.DisposeAsync().AsTask().Within();
        await all.Task.Within();

        Assert.Equal(bytes, (await reading.Within()).Length);
        Assert.Equal((Threads * Each, bytes), (calls, pair.Socket.BytesTransferred));
    }

    [Theory, EveryEngine]
    public async Task Subscribe_unsubscribe_cancel_and_dispose_work_inside_handlers(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var heard = new Recorder<SendResult>();
        IDisposable? own = null;
        own = pair.Socket.AsyncSend("a"u8.ToArray()).Subscribe(_ =>
        {
            own!.Dispose();
            pair.Socket.AsyncSend("b"u8.ToArray()).Subscribe(_ =>
            {
                pair.Socket.Cancel();
                pair.Socket.AsyncSend("c"u8.ToArray()).Subscribe(_ => pair.Socket.Dispose());
            });
        });
        pair.Socket.StateChanges.Subscribe(_ => { }, () => heard.OnCompleted());

        pair.RunUntil(() => heard.IsCompleted);

        Assert.Equal("abc"u8.ToArray(), pair.ReceiveToEnd());
    }

    [Theory, EveryEngine]
    public async Task No_lock_is_held_while_an_observer_or_settled_runs(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var handled = 0;
        pair.Socket.AsyncSend("a"u8.ToArray())
            .CancelOnUnsubscribe(CancellationLevel.Total, _ => UseFromAnotherThread(pair.Socket, ref handled))
            .Subscribe(_ => UseFromAnotherThread(pair.Socket, ref handled), () => UseFromAnotherThread(pair.Socket, ref handled));

        pair.RunUntil(() => handled == 3);
    }

    [Theory, EveryEngine]
    public async Task No_lock_is_held_while_a_signal_is_subscribed_or_let_go_or_memory_is_read(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var handled = 0;
        using var memory = new CallbackMemory(new byte[10], () => UseFromAnotherThread(pair.Socket, ref handled));
        var signal = Observable.Create<CancellationLevel>(_ =>
        {
            UseFromAnotherThread(pair.Socket, ref handled);
            return () => UseFromAnotherThread(pair.Socket, ref handled);
        });

        Assert.Equal(10, pair.Run(pair.Socket.AsyncWrite(memory.Memory).CancelWhen(signal)).BytesTransferred);

        Assert.InRange(handled, 3, int.MaxValue);
    }

    [Theory, EveryEngine]
    public async Task No_user_code_runs_on_the_stack_of_Dispose_or_Cancel(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var calls = new Recorder<SendResult>();
        var signal = Observable.Create<CancellationLevel>(_ => () => calls.OnNext(default));
        pair.Block();
        var armed = pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal).CancelOnUnsubscribe(CancellationLevel.Total, calls.OnNext);
        using var left = pair.Socket.SettledSends.Subscribe(calls);
        using var states = pair.Socket.StateChanges.Subscribe(_ => calls.OnNext(default));
        var subscription = armed.Subscribe(calls);
        armed.Subscribe(calls);
        armed.Subscribe(calls);

        subscription.Dispose();
        pair.Socket.Cancel(CancellationLevel.Total);
        pair.Socket.Dispose();

        Assert.Equal(0, calls.Calls);
        pair.RunUntil(() => calls.Calls >= 3 * 3);
    }

    private static Task Racer(Barrier together, Action act) => Task.Run(() =>
    {
        together.SignalAndWait(Deadline.Limit);
        act();
    });

    private static void UseFromAnotherThread(RxSocket socket, ref int handled)
    {
        var use = Task.Run(() =>
        {
            socket.Cancel(CancellationLevel.None);
            socket.AsyncSend(Array.Empty<byte>()).Subscribe(new Recorder<SendResult>()).Dispose();
            return socket.Outstanding;
        });
        Assert.True(use.Wait(Deadline.Limit), "another thread could not use the socket meanwhile");
        handled++;
    }
}
