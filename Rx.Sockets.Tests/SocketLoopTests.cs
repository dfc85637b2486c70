using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests;

public sealed class SocketLoopTests : IDisposable
{
    private readonly FakeEngine _engine = new();
    private readonly List<Exception> _thrown = [];
    private readonly SocketLoop _loop;

    public SocketLoopTests() =>
        _loop = new SocketLoop(new EngineLoop(_engine, new StepClock(), _thrown.Add), SocketEngineKind.Epoll, ownThread: false);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void Run_once_with_nothing_ready_returns_false() => Assert.False(_loop.RunOnce(TimeSpan.Zero));

    [Fact]
    public void Run_once_refuses_a_negative_time()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _loop.RunOnce(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _loop.RunOnce(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void Run_once_is_refused_on_a_loop_with_a_thread_of_its_own()
    {
        using var loop = new SocketLoop(SocketEngineKind.Portable);
        Assert.Throws<InvalidOperationException>(() => loop.RunOnce(TimeSpan.Zero));
    }

    [Fact]
    public void Run_once_on_a_disposed_loop_is_refused()
    {
        _loop.Dispose();
        _loop.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _loop.RunOnce(TimeSpan.Zero));
        Assert.Equal(1, _engine.Disposals);
    }

    [Fact]
    public void Shared_loop_cannot_be_disposed_and_is_one()
    {
        Assert.Throws<InvalidOperationException>(SocketLoop.Shared.Dispose);
        Assert.Same(SocketLoop.Shared, SocketLoop.Shared);
        Assert.Same(SocketLoop.Shared, SocketLoop.SharedFor(SocketLoop.Shared.Engine));
        Assert.NotEqual(SocketEngineKind.Auto, SocketLoop.Shared.Engine);
    }

    [Fact]
    public void Engine_and_reason_can_be_printed()
    {
        using var named = new SocketLoop(SocketEngineKind.Portable, ownThread: false);
        Assert.Equal(SocketEngineKind.Portable, named.Engine);
        Assert.Equal("portable: asked for by name", named.EngineReason);
        using var best = new SocketLoop(ownThread: false);
        Assert.StartsWith($"{best.Engine}:", best.EngineReason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("fake: given", _loop.EngineReason);
    }

    [Fact]
    public void Number_that_is_no_engine_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SocketLoop((SocketEngineKind)17));
    }
}
