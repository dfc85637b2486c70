using System.Reactive.Disposables;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>Bugs of the loop and its timers that were found by review.</summary>
public sealed class EngineLoopRegressions
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task The_loops_thread_does_not_inherit_the_context_of_its_maker()
    {
        Ambient.Value = "the maker's";
        using var loop = new SocketLoop();
        Ambient.Value = null;
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);

        loop.Schedule(seen, static (_, s) =>
        {
            s.SetResult(Ambient.Value);
            return Disposable.Empty;
        });

        Assert.Null(await seen.Task.Within());
    }

    [Fact]
    public void A_timer_beyond_the_end_of_the_clock_is_not_due_at_once()
    {
        var queue = new TimerQueue(TimeProvider.System, static () => { });
        var fired = false;
        var timer = new LoopTimer(queue, _ => fired = true, null);

        timer.Change(TimeSpan.MaxValue, Timeout.InfiniteTimeSpan);

        Assert.False(queue.RunDue());
        Assert.False(fired);
        Assert.True(queue.Next > TimeSpan.FromDays(365));
    }

    [Fact]
    public void A_disposed_timer_cannot_be_started_again_by_the_callback_that_was_running()
    {
        var queue = new TimerQueue(TimeProvider.System, static () => { });
        var fired = 0;
        var timer = new LoopTimer(queue, _ => fired++, null);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));

        Assert.False(queue.RunDue());
        Assert.Equal(0, fired);
    }
}
