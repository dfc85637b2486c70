using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

public class LoopClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StepClock _time = new();
    private readonly TimerQueue _queue;
    private readonly LoopClock _clock;
    private int _fired;

    public LoopClockTests()
    {
        _queue = new TimerQueue(_time, () => { });
        _clock = new LoopClock(_queue, _time);
    }

    [Fact]
    public void Time_is_the_systems()
    {
        Assert.Equal(_time.GetUtcNow(), _clock.GetUtcNow());
        Assert.Equal(_time.GetTimestamp(), _clock.GetTimestamp());
        Assert.Equal(_time.TimestampFrequency, _clock.TimestampFrequency);
    }

    [Fact]
    public void Timer_fires_once_and_only_on_the_loops_turn()
    {
        _clock.CreateTimer(_ => _fired++, null, Second, Timeout.InfiniteTimeSpan);
        _time.Advance(Second);
        Assert.Equal(0, _fired);
        Turn(TimeSpan.Zero);
        Turn(Second * 10);
        Assert.Equal(1, _fired);
    }

    [Fact]
    public void Timer_hands_its_state_over()
    {
        var state = new object();
        object? got = null;
        _clock.CreateTimer(given => got = given, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Turn(TimeSpan.Zero);
        Assert.Same(state, got);
    }

    [Fact]
    public void Timer_with_a_period_fires_again_and_again_until_it_is_disposed()
    {
        var timer = _clock.CreateTimer(_ => _fired++, null, Second, Second / 2);
        Turn(Second);
        Turn(Second / 2);
        Turn(Second / 2);
        Assert.Equal(3, _fired);
        timer.Dispose();
        Turn(Second * 10);
        Assert.Equal(3, _fired);
    }

    [Fact]
    public void Timer_may_dispose_itself_in_its_callback()
    {
        ITimer timer = null!;
        timer = _clock.CreateTimer(_ =>
        {
            _fired++;
            timer.Dispose();
        }, null, Second, Second);
        Turn(Second);
        Turn(Second);
        Assert.Equal(1, _fired);
    }

    [Fact]
    public void Infinite_due_time_waits_for_a_change()
    {
        var timer = _clock.CreateTimer(_ => _fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Turn(Second);
        Assert.Equal(0, _fired);
        timer.Change(Second, Timeout.InfiniteTimeSpan);
        Turn(Second);
        Assert.Equal(1, _fired);
    }

    [Fact]
    public void Change_to_infinite_stops_a_timer()
    {
        var timer = _clock.CreateTimer(_ => _fired++, null, Second, Second);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Turn(Second * 2);
        Assert.Equal(0, _fired);
    }

    private void Turn(TimeSpan time)
    {
        _time.Advance(time);
        _queue.RunDue();
    }
}
