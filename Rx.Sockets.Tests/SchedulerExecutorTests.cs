using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests;

public class SchedulerExecutorTests
{
    [Fact]
    public void Item_runs_on_the_scheduler_when_its_time_has_come()
    {
        var scheduler = new HistoricalScheduler();
        var ran = 0;
        new SchedulerExecutor(scheduler).Post(new Work(() => ran++));
        Assert.Equal(0, ran);
        scheduler.Start();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Items_keep_their_order()
    {
        var scheduler = new HistoricalScheduler();
        var executor = new SchedulerExecutor(scheduler);
        var ran = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            var number = i;
            executor.Post(new Work(() => ran.Add(number)));
        }

        scheduler.Start();
        Assert.Equal([0, 1, 2, 3, 4], ran);
    }

    [Fact]
    public void Scheduler_that_runs_inside_schedule_is_bypassed() => AssertRunsOnThePool(new SchedulerExecutor(ImmediateScheduler.Instance));

    [Fact]
    public void Scheduler_that_refuses_is_bypassed() => AssertRunsOnThePool(new SchedulerExecutor(new RefusingScheduler()));

    [Fact]
    public void Item_may_post_to_an_honest_scheduler_from_inside()
    {
        var scheduler = new HistoricalScheduler();
        var executor = new SchedulerExecutor(scheduler);
        var ran = new List<int>();
        executor.Post(new Work(() =>
        {
            executor.Post(new Work(() => ran.Add(2)));
            ran.Add(1);
        }));
        scheduler.Start();
        Assert.Equal([1, 2], ran);
    }

    private static void AssertRunsOnThePool(SchedulerExecutor executor)
    {
        using var done = new ManualResetEventSlim();
        var thread = 0;
        executor.Post(new Work(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            done.Set();
        }));
        Assert.True(done.Wait(Deadline.Limit, TestContext.Current.CancellationToken));
        Assert.NotEqual(Environment.CurrentManagedThreadId, thread); // this one was waiting here
    }

    private sealed class RefusingScheduler : IScheduler
    {
        public DateTimeOffset Now => default;

        public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
            throw new ObjectDisposedException("the scheduler");

        public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
            Schedule(state, action);

        public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
            Schedule(state, action);
    }
}
