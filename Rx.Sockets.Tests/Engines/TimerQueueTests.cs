using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

public class TimerQueueTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StepClock _clock = new();
    private readonly List<string> _fired = [];
    private readonly TimerQueue _queue;
    private int _sooner;

    public TimerQueueTests() => _queue = new TimerQueue(_clock, () => _sooner++);

    [Fact]
    public void Empty_queue_has_no_next_and_nothing_due()
    {
        Assert.Null(_queue.Next);
        Assert.False(_queue.RunDue());
    }

    [Fact]
    public void Ties_run_in_the_order_of_their_start()
    {
        string[] names = ["a", "b", "c", "d", "e"];
        foreach (var name in names)
            _queue.Start(Make(name), Second);
        _clock.Advance(Second);
        Assert.True(_queue.RunDue());
        Assert.Equal(names, _fired);
    }

    [Fact]
    public void Restarted_timer_goes_behind_those_of_the_same_time()
    {
        var first = Make("first");
        _queue.Start(first, Second);
        _queue.Start(Make("second"), Second);
        _queue.Start(first, Second);
        _clock.Advance(Second);
        _queue.RunDue();
        Assert.Equal(["second", "first"], _fired);
    }

    [Fact]
    public void Next_counts_down_to_zero_and_not_below()
    {
        _queue.Start(Make("a"), Second);
        Assert.Equal(Second, _queue.Next);
        _clock.Advance(Second / 4);
        Assert.Equal(Second * 0.75, _queue.Next);
        _clock.Advance(Second);
        Assert.Equal(TimeSpan.Zero, _queue.Next);
    }

    [Fact]
    public void Only_a_new_first_timer_tells_the_loop()
    {
        _queue.Start(Make("a"), Second);
        _queue.Start(Make("b"), Second);
        _queue.Start(Make("c"), Second * 2);
        Assert.Equal(1, _sooner);
        _queue.Start(Make("d"), Second / 2);
        Assert.Equal(2, _sooner);
    }

    [Fact]
    public void What_a_callback_starts_waits_for_the_next_run()
    {
        LoopTimer timer = null!;
        timer = new LoopTimer(_queue, _ =>
        {
            _fired.Add("again");
            _queue.Start(timer, TimeSpan.Zero);
        }, null);
        _queue.Start(timer, TimeSpan.Zero);
        Assert.True(_queue.RunDue());
        Assert.Single(_fired);
        Assert.True(_queue.RunDue());
        Assert.Equal(2, _fired.Count);
    }

    [Fact]
    public void Callback_may_take_out_another_that_is_due()
    {
        var second = Make("second");
        _queue.Start(new LoopTimer(_queue, _ => _queue.Remove(second), null), Second);
        _queue.Start(second, Second);
        _clock.Advance(Second);
        _queue.RunDue();
        Assert.Empty(_fired);
    }

    [Fact]
    public void Removing_what_is_not_there_is_harmless()
    {
        var timer = Make("a");
        Assert.False(_queue.Remove(timer));
        _queue.Start(timer, Second);
        Assert.True(_queue.Remove(timer));
        Assert.False(_queue.Remove(timer));
        Assert.Null(_queue.Next);
    }

    [Fact]
    public void Negative_time_is_due_at_once()
    {
        _queue.Start(Make("a"), -Second);
        Assert.True(_queue.RunDue());
    }

    [Fact]
    public void Time_beyond_the_clock_never_comes()
    {
        var queue = new TimerQueue(TimeProvider.System, () => { });
        queue.Start(Make("never"), TimeSpan.MaxValue);
        Assert.False(queue.RunDue());
        Assert.True(queue.Next > TimeSpan.FromDays(365));
    }

    private LoopTimer Make(string name) => new(_queue, _ => _fired.Add(name), null);
}
