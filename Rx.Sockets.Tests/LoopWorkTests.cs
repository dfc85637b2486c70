using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests;

public class LoopWorkTests
{
    private readonly HistoricalScheduler _scheduler = new();
    private readonly List<string> _ran = [];
    private readonly BooleanDisposable _inner = new();

    [Fact]
    public void Execute_hands_over_scheduler_and_state()
    {
        Make().Execute();
        Assert.Equal(["state"], _ran);
        Assert.False(_inner.IsDisposed);
    }

    [Fact]
    public void Disposed_before_its_turn_it_does_not_run()
    {
        var work = Make();
        work.Dispose();
        work.Execute();
        Assert.Empty(_ran);
    }

    [Fact]
    public void Disposed_after_its_turn_what_it_began_is_disposed()
    {
        var work = Make();
        work.Execute();
        work.Dispose();
        Assert.True(_inner.IsDisposed);
    }

    [Fact]
    public void Disposed_while_waiting_the_timer_is_let_go()
    {
        var clock = new StepClock();
        var work = Make();
        work.Timer = clock.CreateTimer(_ => work.Execute(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        work.Dispose();
        Assert.Equal(0, clock.Armed);
    }

    private LoopWork<string> Make() => new(_scheduler, "state", (scheduler, state) =>
    {
        Assert.Same(_scheduler, scheduler);
        _ran.Add(state);
        return _inner;
    });
}
