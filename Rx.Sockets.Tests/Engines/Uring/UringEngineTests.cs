using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>One port on a real ring that the test turns itself.</summary>
public sealed class UringEngineTests : IDisposable
{
    private static readonly byte[] Block = new byte[64 * 1024];

    private readonly StepClock _clock = new();
    private readonly SocketPair _pair = SocketPair.Connect(Wire.Unix, bufferSize: 4096);
    private readonly RecordingSink _sink = new();
    private readonly UringEngine _engine;
    private readonly SendPort _port;

    public UringEngineTests()
    {
        Machine.NeedsUring();
        _engine = new UringEngine(RingSetup.Make(isBound: false), _clock);
        _port = _engine.Attach(_pair.Local, _sink);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void A_ready_send_does_not_go_into_the_ring()
    {
        Assert.True(_port.TryStart(new Unsent(new byte[1]), SocketFlags.None, out var outcome));
        Assert.Equal((OutcomeKind.Moved, 1L), (outcome.Kind, outcome.Bytes));
        Assert.Equal(0, _engine.Requests.Count);
        Assert.Null(_engine.Patience);
    }

    [Fact]
    public void A_parked_send_ends_when_the_peer_reads()
    {
        Park();
        Turn();
        Assert.Empty(_sink.Outcomes);
        _pair.Peer.ReadAvailable();
        TurnUntilOne();
        Assert.Equal(OutcomeKind.Moved, Assert.Single(_sink.Outcomes).Kind);
        Assert.False(_port.TryWithdraw());
        Assert.Equal(0, _engine.Requests.Count);
    }

    [Fact]
    public void A_send_that_the_kernel_has_not_been_given_is_given_back_at_once()
    {
        Park();
        Assert.True(_port.TryWithdraw());
        Assert.False(_port.TryWithdraw());
        Assert.Equal(0, _engine.Requests.Count);
        Turn();
        Assert.Empty(_sink.Outcomes);
    }

    [Fact]
    public void A_send_that_the_kernel_has_is_given_back_without_a_turn_of_the_loop()
    {
        Park();
        Turn();
        Assert.True(_port.TryWithdraw());
        Assert.Equal(0, _engine.Requests.Count);
        _pair.Peer.ReadAvailable();
        Turn();
        Assert.Empty(_sink.Outcomes);
    }

    [Fact]
    public async Task A_send_that_had_ended_when_it_was_asked_back_reports_its_bytes()
    {
        Park();
        Turn();
        _pair.Peer.ReadAvailable(); // the kernel goes on by itself; nobody has turned the loop since
        Assert.False(_port.TryWithdraw());
        Assert.Equal(OutcomeKind.Moved, (await _sink.First.Within()).Kind);
        Assert.Single(_sink.Outcomes);
    }

    [Fact]
    public void What_a_thread_has_begun_goes_on_when_that_thread_ends()
    {
        Park();
        OnAnotherThread(Turn); // the kernel cancels what it began, which nobody asked for
        while (_sink.Outcomes.Count == 0)
            _engine.Poll(Deadline.Limit);
        Assert.Equal(OutcomeKind.Withdrawn, Assert.Single(_sink.Outcomes).Kind); // the queue starts it again
        Assert.False(_port.TryStart(new Unsent(Block), SocketFlags.None, out _));
        _pair.Peer.ReadAvailable();
        _sink.Outcomes.Clear();
        TurnUntilOne();
        Assert.Equal(OutcomeKind.Moved, Assert.Single(_sink.Outcomes).Kind);
    }

    [Fact]
    public void A_socket_closed_behind_our_back_is_found_at_the_next_look()
    {
        Park();
        Turn();
        _pair.Local.Dispose();
        Turn();
        Assert.Empty(_sink.Outcomes);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        TurnUntilOne();
        Assert.Equal(OutcomeKind.Closed, Assert.Single(_sink.Outcomes).Kind);
        Assert.False(_port.IsOpen);
    }

    [Fact]
    public void One_closed_before_the_kernel_was_given_its_send_is_not_mistaken_for_another()
    {
        Park();
        _pair.Local.Dispose();
        TurnUntilOne();
        Assert.Equal(OutcomeKind.Closed, Assert.Single(_sink.Outcomes).Kind);
    }

    [Fact]
    public void The_own_shutdown_of_a_full_Unix_socket_is_found_at_the_next_look()
    {
        Park();
        Turn();
        _pair.Local.Shutdown(SocketShutdown.Send);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        TurnUntilOne();
        Assert.Equal(OutcomeKind.Withdrawn, Assert.Single(_sink.Outcomes).Kind);
        Assert.True(_port.TryStart(new Unsent(Block), SocketFlags.None, out var outcome));
        Assert.Equal(SocketError.Shutdown, outcome.Error);
    }

    [Fact]
    public void A_wait_for_room_ends_when_there_is_some_and_can_be_asked_back()
    {
        Park();
        Assert.True(_port.TryWithdraw());
        Assert.False(_port.TryAwaitRoom(out _));
        Turn();
        Assert.True(_port.TryWithdraw());
        Assert.False(_port.TryAwaitRoom(out _));
        Turn();
        _pair.Peer.ReadAvailable();
        TurnUntilOne();
        Assert.Equal((OutcomeKind.Moved, 0L), (_sink.Outcomes[0].Kind, _sink.Outcomes[0].Bytes));
    }

    [Fact]
    public void The_end_of_the_engine_gives_back_what_the_kernel_has()
    {
        Park();
        Turn();
        _engine.Dispose();
        Assert.Equal(OutcomeKind.Withdrawn, Assert.Single(_sink.Outcomes).Kind);
        Assert.True(_port.TryStart(new Unsent(Block), SocketFlags.None, out var outcome));
        Assert.Equal((OutcomeKind.Failed, SocketError.Disconnecting), (outcome.Kind, outcome.Error));
    }

    [Fact]
    public void Each_wake_ends_a_wait_and_zero_copy_is_refused()
    {
        for (var i = 0; i < 3; i++)
        {
            _engine.Wake();
            Assert.False(_engine.Poll(Deadline.Limit));
        }

        Assert.False(_port.Accepts((SocketFlags)0x4000000));
        Assert.True(_port.Accepts((SocketFlags)0x8000));
    }

    [Fact]
    public void A_ring_with_a_thread_is_turned_by_the_thread_that_turned_it_first()
    {
        var engine = new UringEngine(RingSetup.Make(isBound: true), _clock);
        OnAnotherThread(() => engine.Poll(TimeSpan.Zero));
        var refused = Assert.Throws<InvalidOperationException>(() => engine.Poll(TimeSpan.Zero));
        Assert.Contains("thread", refused.Message, StringComparison.Ordinal);
    }

    private static void OnAnotherThread(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        Assert.True(thread.Join(Deadline.Limit), "the other thread has not ended");
    }

    /// <summary>Sends until one has to wait.</summary>
    private void Park()
    {
        while (_port.TryStart(new Unsent(Block), SocketFlags.None, out _))
        {
        }
    }

    private void Turn() => _engine.Poll(TimeSpan.Zero);

    private void TurnUntilOne()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_sink.Outcomes.Count == 0)
        {
            _engine.Poll(TimeSpan.FromMilliseconds(20));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "no outcome came");
        }
    }
}
