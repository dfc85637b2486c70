using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>The end of an engine whose kernel never lets go of memory that it has been given.</summary>
public sealed class NoNoticeTests : IDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    private readonly StepClock _clock = new();
    private readonly SilentRing _ring = new();
    private readonly SocketPair _pair = SocketPair.Connect();
    private readonly RecordingSink _sink = new();
    private readonly CountingMemory _memory = new(100);
    private readonly BufferRegistration _registration;
    private readonly UringEngine _engine;

    public NoNoticeTests()
    {
        _engine = new UringEngine(_ring, _clock);
        _registration = new BufferRegistration(_memory.Memory);
    }

    public void Dispose() => _pair.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_has_an_end_and_the_memory_stays_in_place_for_good(bool isGivenBack)
    {
        var port = Send(Linger);
        if (isGivenBack) port.Detach();
        _engine.Dispose();
        Assert.False(_ring.IsDisposed);

        LetTimePassUntil(() => _ring.IsDisposed);
        _registration.Dispose();
        Assert.Equal((1, 0), (_registration.Outstanding, _memory.Unpins));
        Assert.Equal(!isGivenBack, _pair.Local.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task A_socket_is_reset_when_its_linger_is_over_and_not_before()
    {
        var closing = Send(Linger).CloseAsync();
        _clock.Advance(Linger - TimeSpan.FromTicks(1));
        Assert.False(closing.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        await closing.Within();
        Assert.True(_pair.Local.SafeHandle.IsClosed);
    }

    [Fact]
    public void With_an_endless_linger_nothing_is_reset()
    {
        var closing = Send(Timeout.InfiniteTimeSpan).CloseAsync();
        _clock.Advance(TimeSpan.FromDays(1000));
        Assert.False(closing.IsCompleted);
        Assert.False(_pair.Local.SafeHandle.IsClosed);
    }

    [Fact]
    public void The_slot_of_a_send_is_free_when_it_has_ended()
    {
        var port = Send(Linger);
        Assert.Equal((0, 1), (_engine.Requests.Count, _registration.Outstanding));
        Assert.False(port.TryWithdraw());
    }

    private SendPort Send(TimeSpan linger)
    {
        var port = _engine.Attach(_pair.Local, _sink);
        port.TakeZeroCopy(new ZeroCopyTerms(Threshold: 1, linger));
        Assert.False(port.TryStart(new Unsent(_registration.Buffers[0]), SocketFlags.None, out _));
        _engine.Poll(TimeSpan.Zero);
        Assert.Equal(100, Assert.Single(_sink.Outcomes).Bytes);
        return port;
    }

    private void LetTimePassUntil(Func<bool> done)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "the engine has not ended");
        }
    }
}
