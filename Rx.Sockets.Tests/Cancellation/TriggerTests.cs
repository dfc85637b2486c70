using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Cancellation;

public class TriggerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Target _target = new();
    private readonly StepClock _clock = new();

    [Fact]
    public void Signal_asks_for_each_value_until_it_is_let_go()
    {
        using var signal = new Subject<CancellationLevel>();
        var armed = new SignalTrigger(signal).Arm(_target, _clock);
        signal.OnNext(CancellationLevel.Total);
        signal.OnNext(CancellationLevel.Terminal);
        armed.Dispose();
        signal.OnNext(CancellationLevel.Partial);
        Assert.Equal([CancellationLevel.Total, CancellationLevel.Terminal], _target.Requests);
        Assert.False(signal.HasObservers);
    }

    [Fact]
    public void Signal_that_completes_asks_for_nothing_and_one_that_fails_says_why()
    {
        using var done = new Subject<CancellationLevel>();
        using var failing = new Subject<CancellationLevel>();
        new SignalTrigger(done).Arm(_target, _clock);
        new SignalTrigger(failing).Arm(_target, _clock);
        done.OnCompleted();
        Assert.Empty(_target.Requests);
        Assert.Null(_target.Failure);
        var error = new FormatException();
        failing.OnError(error);
        Assert.Same(error, _target.Failure);
    }

    [Fact]
    public async Task Token_asks_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        new TokenTrigger(source.Token, CancellationLevel.Partial).Arm(_target, _clock);
        Assert.Empty(_target.Requests);
        await source.CancelAsync();
        Assert.Equal([CancellationLevel.Partial], _target.Requests);
    }

    [Fact]
    public void Token_that_is_cancelled_already_asks_at_once()
    {
        new TokenTrigger(new CancellationToken(canceled: true), CancellationLevel.Total).Arm(_target, _clock);
        Assert.Equal([CancellationLevel.Total], _target.Requests);
    }

    [Fact]
    public async Task Token_that_was_let_go_asks_for_nothing()
    {
        using var source = new CancellationTokenSource();
        new TokenTrigger(source.Token, CancellationLevel.Partial).Arm(_target, _clock).Dispose();
        await source.CancelAsync();
        Assert.Empty(_target.Requests);
    }

    [Fact]
    public void Timer_asks_at_its_time_on_the_engines_clock()
    {
        new TimerTrigger(Second, CancellationLevel.Terminal).Arm(_target, _clock);
        _clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.Empty(_target.Requests);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([CancellationLevel.Terminal], _target.Requests);
    }

    [Fact]
    public void Timer_that_was_let_go_asks_for_nothing()
    {
        new TimerTrigger(Second, CancellationLevel.Terminal).Arm(_target, _clock).Dispose();
        _clock.Advance(Second * 2);
        Assert.Empty(_target.Requests);
    }

    [Fact]
    public void Scheduler_timer_asks_on_the_schedulers_time()
    {
        var scheduler = new HistoricalScheduler();
        new SchedulerTrigger(Second, CancellationLevel.Total, scheduler).Arm(_target, _clock);
        new SchedulerTrigger(Second, CancellationLevel.Partial, scheduler).Arm(_target, _clock).Dispose();
        scheduler.AdvanceBy(Second - TimeSpan.FromTicks(1));
        Assert.Empty(_target.Requests);
        scheduler.AdvanceBy(TimeSpan.FromTicks(1));
        Assert.Equal([CancellationLevel.Total], _target.Requests);
        Assert.Equal(0, _clock.Armed);
    }

    [Fact]
    public void Only_timers_are_timers()
    {
        Assert.True(new TimerTrigger(Second, CancellationLevel.Total).IsTimer);
        Assert.True(new SchedulerTrigger(Second, CancellationLevel.Total, ImmediateScheduler.Instance).IsTimer);
        Assert.False(new TokenTrigger(default, CancellationLevel.Total).IsTimer);
        Assert.False(new SignalTrigger(System.Reactive.Linq.Observable.Never<CancellationLevel>()).IsTimer);
    }

    private sealed class Target : ICancellable
    {
        public List<CancellationLevel> Requests { get; } = [];

        public Exception? Failure { get; private set; }

        public void RequestCancel(CancellationLevel level) => Requests.Add(level);

        public void SignalFailed(Exception error) => Failure = error;
    }
}
