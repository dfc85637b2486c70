using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Where notifications run.</summary>
public sealed class SchedulerPromises
{
    [Theory, EveryEngine]
    public async Task A_scheduler_that_runs_work_inside_Schedule_is_detected_and_bypassed(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, configure: o => o with { Scheduler = new InlineScheduler() });
        for (var i = 0; i < 20; i++)
        {
            using var inside = new ThreadLocal<bool>(); // "inside" is about the stack
            var heardInside = false;
            var heard = new Recorder<SendResult>();
            inside.Value = true;
            pair.Socket.AsyncSend(new byte[10])
                .CancelOnUnsubscribe(CancellationLevel.Total, _ => heardInside |= inside.Value).Subscribe(heard);
            inside.Value = false;

            await heard.Ended.Within();
            Assert.True(heard.IsCompleted);
            Assert.False(heardInside);
        }
    }

    [Theory, EveryEngine]
    public async Task A_scheduler_that_refuses_work_is_bypassed_too(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, configure: o => o with { Scheduler = new ThrowingScheduler() });
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);

        await heard.Ended.Within();
        Assert.True(heard.IsCompleted);
    }

    [Fact]
    public void Immediate_and_CurrentThread_are_refused()
    {
        using var pair = SocketPair.Connect();

        Assert.Throws<ArgumentException>(() => new RxSocket(pair.Local, new RxSocketOptions { Scheduler = ImmediateScheduler.Instance }));
        Assert.Throws<ArgumentException>(() => new RxSocket(pair.Local, new RxSocketOptions { Scheduler = CurrentThreadScheduler.Instance }));

        using var usable = new RxSocket(pair.Local); // the refused attempts left no trace
    }

    [Theory, EveryEngine]
    public async Task Without_a_scheduler_notifications_run_on_the_thread_pool(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        var onPool = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        pair.Socket.AsyncSend(new byte[10]).Subscribe(_ => onPool.SetResult(Thread.CurrentThread.IsThreadPoolThread));

        Assert.True(await onPool.Task.Within());
    }

    [Theory, EveryEngine]
    public async Task With_a_scheduler_notifications_run_there(SocketEngineKind engine)
    {
        using var own = new EventLoopScheduler();
        var thread = 0;
        using var ready = new ManualResetEventSlim();
        own.Schedule(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            ready.Set();
        });
        Assert.True(ready.Wait(Deadline.Limit, TestContext.Current.CancellationToken));
        await using var pair = RxPair.Threaded(engine, configure: o => o with { Scheduler = own });
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);

        await heard.Ended.Within();
        Assert.Equal(thread, heard.Thread);
    }
}
