using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

public class EngineLoopTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StepClock _clock = new();
    private readonly FakeEngine _engine = new();
    private readonly List<Exception> _thrown = [];
    private readonly List<int> _ran = [];
    private readonly EngineLoop _loop;

    public EngineLoopTests() => _loop = new EngineLoop(_engine, _clock, _thrown.Add);

    [Fact]
    public void One_turn_delivers_at_most_sixty_four_in_order()
    {
        PostNumbers(150);
        var perTurn = new List<int>();
        while (_loop.RunOnce(TimeSpan.Zero))
            perTurn.Add(_ran.Count);
        Assert.Equal([64, 128, 150], perTurn);
        Assert.Equal(Enumerable.Range(0, 150), _ran);
    }

    [Fact]
    public void One_turn_delivers_for_two_hundred_microseconds()
    {
        for (var i = 0; i < 5; i++)
            _loop.Post(new Work(() => _clock.Advance(TimeSpan.FromMicroseconds(100))));
        PostNumbers(1);
        _loop.RunOnce(TimeSpan.Zero);
        _loop.RunOnce(TimeSpan.Zero);
        Assert.Empty(_ran);
        _loop.RunOnce(TimeSpan.Zero);
        Assert.Single(_ran);
    }

    [Fact]
    public void Work_that_posts_itself_again_lets_events_and_timers_have_their_turn()
    {
        var timers = 0;
        _loop.Clock.CreateTimer(_ => timers++, null, Second, Timeout.InfiniteTimeSpan);
        Again();
        _loop.RunOnce(TimeSpan.Zero);
        _clock.Advance(Second);
        _loop.RunOnce(TimeSpan.Zero);
        Assert.Equal(1, timers);
        Assert.Equal(2, _engine.Waits.Count);

        void Again() => _loop.Post(new Work(Again));
    }

    [Fact]
    public void Wait_is_as_long_as_asked_but_no_longer_than_a_timer_the_engine_or_posted_work_allow()
    {
        _engine.OnPoll = _ => true;
        _loop.RunOnce(Timeout.InfiniteTimeSpan);
        _loop.RunOnce(Second);
        _engine.Look = Second / 2;
        _loop.RunOnce(Second);
        _loop.RunOnce(Timeout.InfiniteTimeSpan);
        using var timer = _loop.Clock.CreateTimer(_ => { }, null, Second / 4, Timeout.InfiniteTimeSpan);
        _loop.RunOnce(Second);
        PostNumbers(1);
        _loop.RunOnce(Second);
        Assert.Equal([Timeout.InfiniteTimeSpan, Second, Second / 2, Second / 2, Second / 4, TimeSpan.Zero], _engine.Waits);
    }

    [Fact]
    public void Run_once_returns_false_when_the_time_is_over()
    {
        _engine.OnPoll = wait =>
        {
            _clock.Advance(wait / 2 + TimeSpan.FromTicks(1)); // an early return of the system call
            return false;
        };
        var start = _clock.GetTimestamp();
        Assert.False(_loop.RunOnce(Second));
        Assert.True(_clock.GetElapsedTime(start) >= Second);
        Assert.False(_loop.RunOnce(TimeSpan.Zero));
    }

    [Fact]
    public void Timer_that_falls_due_during_the_wait_runs_in_the_same_turn()
    {
        _engine.OnPoll = wait =>
        {
            _clock.Advance(wait);
            return false;
        };
        _loop.Clock.CreateTimer(_ => _ran.Add(1), null, Second, Timeout.InfiniteTimeSpan);
        Assert.True(_loop.RunOnce(Timeout.InfiniteTimeSpan));
        Assert.Equal([1], _ran);
        Assert.Equal([Second], _engine.Waits);
    }

    [Fact]
    public void Exception_of_a_handler_goes_to_rethrow_and_the_next_one_runs()
    {
        var error = new FormatException();
        _loop.Post(new Work(() => throw error));
        PostNumbers(1);
        _loop.RunOnce(TimeSpan.Zero);
        Assert.Equal([error], _thrown);
        Assert.Single(_ran);
    }

    [Fact]
    public void Exception_of_a_timer_goes_to_rethrow_and_the_next_one_runs()
    {
        var error = new FormatException();
        _loop.Clock.CreateTimer(_ => throw error, null, Second, Timeout.InfiniteTimeSpan);
        _loop.Clock.CreateTimer(_ => _ran.Add(1), null, Second, Timeout.InfiniteTimeSpan);
        _clock.Advance(Second);
        while (_loop.RunOnce(TimeSpan.Zero))
        {
        }

        Assert.Equal([error], _thrown);
        Assert.Equal([1], _ran);
    }

    [Fact]
    public void Run_once_inside_a_handler_is_refused()
    {
        _loop.Post(new Work(() => _loop.RunOnce(TimeSpan.Zero)));
        _loop.RunOnce(TimeSpan.Zero);
        Assert.Contains("inside a handler", Assert.IsType<InvalidOperationException>(Assert.Single(_thrown)).Message, StringComparison.Ordinal);
        Assert.False(_loop.RunOnce(TimeSpan.Zero)); // and it turns again
    }

    [Fact]
    public void Run_once_on_a_second_thread_is_refused()
    {
        var refused = default(Exception);
        _engine.OnPoll = _ =>
        {
            OtherThread.Do(() => refused = Record.Exception(() => _loop.RunOnce(TimeSpan.Zero)));
            return true;
        };
        _loop.RunOnce(Second);
        Assert.Contains("Another thread", Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Post_wakes_a_sleeping_loop_once_and_never_from_its_own_thread()
    {
        PostNumbers(1);
        Assert.Equal(0, _engine.Wakes); // nobody turns it: nobody sleeps
        _loop.RunOnce(TimeSpan.Zero);
        _engine.OnPoll = _ =>
        {
            PostNumbers(1);
            Assert.Equal(0, _engine.Wakes);
            OtherThread.Do(() => PostNumbers(2));
            return false;
        };
        Assert.True(_loop.RunOnce(Second));
        Assert.Equal(1, _engine.Wakes);
        Assert.Equal(4, _ran.Count);
    }

    [Fact]
    public void Timer_of_another_thread_wakes_the_loop_only_if_it_is_the_next()
    {
        using var first = _loop.Clock.CreateTimer(_ => { }, null, Second, Timeout.InfiniteTimeSpan);
        _engine.OnPoll = _ =>
        {
            OtherThread.Do(() => _loop.Clock.CreateTimer(_ => { }, null, Second * 2, Timeout.InfiniteTimeSpan));
            Assert.Equal(0, _engine.Wakes);
            OtherThread.Do(() => _loop.Clock.CreateTimer(_ => { }, null, Second / 2, Timeout.InfiniteTimeSpan));
            Assert.Equal(1, _engine.Wakes);
            return true;
        };
        _loop.RunOnce(Second);
    }

    private void PostNumbers(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = i;
            _loop.Post(new Work(() => _ran.Add(number)));
        }
    }
}
