using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests;

/// <summary>A loop as an Rx scheduler.</summary>
public sealed class SocketLoopSchedulerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StepClock _clock = new();
    private readonly FakeEngine _engine = new();
    private readonly List<Exception> _thrown = [];
    private readonly List<string> _ran = [];
    private readonly SocketLoop _loop;

    public SocketLoopSchedulerTests() =>
        _loop = new SocketLoop(new EngineLoop(_engine, _clock, _thrown.Add), SocketEngineKind.Epoll, ownThread: false);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void Work_runs_on_the_turn_in_order_and_never_inside_schedule()
    {
        _loop.Schedule(() => _ran.Add("a"));
        _loop.Schedule(() => _ran.Add("b"));
        _loop.Schedule(-Second, () => _ran.Add("c"));
        Assert.Empty(_ran);
        Turn();
        Assert.Equal(["a", "b", "c"], _ran);
    }

    [Fact]
    public void Timed_work_runs_in_the_order_of_its_time()
    {
        _loop.Schedule(Second * 2, () => _ran.Add("late"));
        _loop.Schedule(Second, () => _ran.Add("first"));
        _loop.Schedule(Second, () => _ran.Add("second"));
        _loop.Schedule(_loop.Now + Second * 3, () => _ran.Add("last"));
        _clock.Advance(Second - TimeSpan.FromTicks(1));
        Turn();
        Assert.Empty(_ran);
        _clock.Advance(Second * 3);
        Turn();
        Assert.Equal(["first", "second", "late", "last"], _ran);
    }

    [Fact]
    public void Work_that_is_withdrawn_does_not_run()
    {
        _loop.Schedule(() => _ran.Add("now")).Dispose();
        _loop.Schedule(Second, () => _ran.Add("later")).Dispose();
        _clock.Advance(Second);
        Turn();
        Assert.Empty(_ran);
    }

    [Fact]
    public void Work_gets_the_loop_and_its_state()
    {
        _loop.Schedule("state", (scheduler, state) =>
        {
            Assert.Same(_loop, scheduler);
            _ran.Add(state);
            return Disposable.Empty;
        });
        Turn();
        Assert.Empty(_thrown);
        Assert.Equal(["state"], _ran);
    }

    [Fact]
    public void Due_time_at_the_end_of_days_does_not_run_now()
    {
        _loop.Schedule(TimeSpan.MaxValue, () => _ran.Add("max"));
        _loop.Schedule(DateTimeOffset.MaxValue, () => _ran.Add("max"));
        Turn();
        Assert.Empty(_ran);
    }

    [Fact]
    public void Exception_of_work_goes_to_rethrow_and_the_loop_goes_on()
    {
        _loop.Schedule(() => throw new FormatException());
        _loop.Schedule(() => _ran.Add("next"));
        Turn();
        Assert.IsType<FormatException>(Assert.Single(_thrown));
        Assert.Equal(["next"], _ran);
    }

    [Fact]
    public void Schedule_on_a_disposed_loop_and_null_work_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => _loop.Schedule<int>(0, null!));
        _loop.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _loop.Schedule(() => { }));
    }

    [Fact]
    public async Task Work_scheduled_before_dispose_runs_on_the_pool()
    {
        var ran = new TaskCompletionSource();
        _loop.Schedule(ran.SetResult);
        _loop.Dispose();
        await ran.Task.Within();
    }

    [Theory]
    [InlineData(SocketEngineKind.Auto)]
    [InlineData(SocketEngineKind.Portable)]
    public async Task Work_of_another_thread_wakes_a_loop_that_waits(SocketEngineKind engine)
    {
        using var loop = new SocketLoop(engine);
        for (var i = 0; i < 100; i++)
        {
            var ran = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            loop.Schedule(() => ran.SetResult(Thread.CurrentThread.Name));
            Assert.StartsWith("Rx.Sockets loop", await ran.Task.Within(), StringComparison.Ordinal);
        }
    }

    private void Turn()
    {
        while (_loop.RunOnce(TimeSpan.Zero))
        {
        }
    }
}
