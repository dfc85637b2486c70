using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

public class EngineLoopEndTests
{
    private readonly FakeEngine _engine = new();
    private readonly List<Exception> _thrown = [];
    private readonly EngineLoop _loop;

    public EngineLoopEndTests() => _loop = new EngineLoop(_engine, new StepClock(), _thrown.Add);

    [Fact]
    public void Dispose_stops_every_sink_once_and_frees_the_engine_once()
    {
        RecordingSink[] sinks = [new(), new()];
        foreach (var sink in sinks)
            _loop.Attach(null!, sink);
        _loop.Dispose();
        _loop.Dispose();
        Assert.All(sinks, sink => Assert.Equal(1, sink.Stops));
        Assert.Equal(1, _engine.Disposals);
        Assert.True(_loop.IsDisposed);
        GC.KeepAlive(sinks);
    }

    [Fact]
    public async Task What_is_still_to_be_delivered_goes_to_the_pool()
    {
        var before = new TaskCompletionSource();
        var after = new TaskCompletionSource();
        _loop.Post(new Work(before.SetResult));
        _loop.Dispose();
        _loop.Post(new Work(after.SetResult));
        await before.Task.Within();
        await after.Task.Within();
    }

    [Fact]
    public void Attach_to_a_disposed_loop_is_refused()
    {
        _loop.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _loop.Attach(null!, new RecordingSink()));
    }

    [Fact]
    public void Dispose_inside_a_handler_frees_the_engine_when_the_turn_is_over()
    {
        var inside = -1;
        _loop.Post(new Work(() =>
        {
            _loop.Dispose();
            inside = _engine.Disposals;
        }));
        Assert.True(_loop.RunOnce(Timeout.InfiniteTimeSpan));
        Assert.Equal(0, inside);
        Assert.Equal(1, _engine.Disposals);
        Assert.Empty(_thrown);
    }

    [Fact]
    public void Dispose_wakes_a_wait_and_run_once_returns()
    {
        _engine.OnPoll = _ =>
        {
            _loop.Dispose();
            Assert.Equal(1, _engine.Wakes);
            return false;
        };
        Assert.False(_loop.RunOnce(Timeout.InfiniteTimeSpan));
        Assert.Equal(1, _engine.Disposals);
    }
}
