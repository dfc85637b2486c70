using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

public sealed class EpollEngineTests : IDisposable
{
    private static readonly byte[] Block = new byte[64 * 1024];

    private readonly StepClock _clock = new();
    private readonly SocketPair _pair = SocketPair.Connect(Wire.Unix, bufferSize: 4096);
    private readonly RecordingSink _sink = new();
    private readonly SeamedSend _send = new();
    private readonly EpollEngine _engine;
    private readonly EpollPort _port;

    public EpollEngineTests()
    {
        _engine = new EpollEngine(_clock, _send);
        _port = (EpollPort)_engine.Attach(_pair.Local, _sink);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Socket_is_registered_only_when_a_send_has_to_wait()
    {
        Assert.True(_port.TryStart(new Unsent(new byte[1]), SocketFlags.None, out var outcome));
        Assert.Equal((OutcomeKind.Moved, 1L), (outcome.Kind, outcome.Bytes));
        Assert.Null(_port.Slot);
        Assert.Null(_engine.Patience);
        Park();
        Assert.NotNull(_port.Slot);
        Assert.NotNull(_engine.Patience);
    }

    [Fact]
    public void Parked_send_ends_when_the_peer_reads()
    {
        Park();
        PollUntilIdle();
        Assert.Empty(_sink.Outcomes);
        _pair.Peer.ReadAvailable();
        _engine.Poll(Deadline.Limit);
        Assert.Equal(OutcomeKind.Moved, Assert.Single(_sink.Outcomes).Kind);
        Assert.False(_port.TryWithdraw());
    }

    [Fact]
    public void Parked_send_is_given_back_once_and_its_edge_then_finds_nothing()
    {
        Park();
        Assert.True(_port.TryWithdraw());
        Assert.False(_port.TryWithdraw());
        _pair.Peer.ReadAvailable();
        PollUntilIdle();
        Assert.Empty(_sink.Outcomes);
    }

    [Theory]
    [InlineData(Wire.Tcp, 0)]
    [InlineData(Wire.Unix, 1)] // its own shutdown is no event, so a new send has to look
    public void Full_socket_is_not_tried_again_before_an_edge(Wire wire, int attempts)
    {
        using var pair = SocketPair.Connect(wire);
        var port = _engine.Attach(pair.Local, _sink);
        Fill(port);
        PollUntilIdle();
        Fill(port);
        var before = _send.Attempts;
        Assert.False(port.TryStart(new Unsent(Block), SocketFlags.None, out _));
        Assert.Equal(attempts, _send.Attempts - before);
        Assert.True(port.TryWithdraw());
        port.Detach();
    }

    [Fact]
    public void Edge_between_attempt_and_park_is_not_lost()
    {
        Park();
        _port.TryWithdraw();
        PollUntilIdle();
        _port.Edge(); // so that the next start does try
        _send.After = () =>
        {
            _pair.Peer.ReadAvailable();
            _engine.Poll(TimeSpan.Zero);
        };
        Assert.True(_port.TryStart(new Unsent(Block), SocketFlags.None, out var outcome));
        Assert.Equal(OutcomeKind.Moved, outcome.Kind);
    }

    [Fact]
    public void Socket_closed_behind_our_back_is_found_at_the_next_look()
    {
        Park();
        PollUntilIdle();
        _pair.Local.Dispose();
        _engine.Poll(TimeSpan.Zero);
        Assert.Empty(_sink.Outcomes);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        _engine.Poll(TimeSpan.Zero);
        Assert.Equal(OutcomeKind.Closed, Assert.Single(_sink.Outcomes).Kind);
        Assert.False(_port.IsOpen);
    }

    [Fact]
    public void Vigil_ends_one_interval_after_nothing_is_parked()
    {
        Park();
        _port.TryWithdraw();
        Assert.NotNull(_engine.Patience);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        PollUntilIdle();
        Assert.Null(_engine.Patience);
    }

    [Fact]
    public void Detached_socket_is_forgotten_and_can_be_attached_again()
    {
        Park();
        _port.TryWithdraw();
        _port.Detach();
        Assert.Null(_port.Slot);
        var again = (EpollPort)_engine.Attach(_pair.Local, _sink);
        Assert.False(again.TryStart(new Unsent(Block), SocketFlags.None, out _));
        _pair.Peer.ReadAvailable();
        _engine.Poll(Deadline.Limit);
        Assert.Single(_sink.Outcomes);
        again.Detach();
    }

    [Fact]
    public void Closed_socket_is_an_outcome_and_no_exception()
    {
        _pair.Local.Dispose();
        Assert.True(_port.TryStart(new Unsent(new byte[1]), SocketFlags.None, out var outcome));
        Assert.Equal(OutcomeKind.Closed, outcome.Kind);
    }

    [Fact]
    public void Wake_ends_a_wait_and_zero_copy_is_refused()
    {
        _engine.Wake();
        Assert.False(_engine.Poll(Deadline.Limit));
        Assert.False(_port.Accepts((SocketFlags)0x4000000));
        Assert.True(_port.Accepts((SocketFlags)0x8000));
    }

    /// <summary>Sends until one has to wait.</summary>
    private void Park()
    {
        while (_port.TryStart(new Unsent(Block), SocketFlags.None, out _))
        {
        }
    }

    private static void Fill(SendPort port)
    {
        while (port.TryStart(new Unsent(Block), SocketFlags.None, out _))
        {
        }

        Assert.True(port.TryWithdraw());
    }

    private void PollUntilIdle()
    {
        while (_engine.Poll(TimeSpan.Zero))
        {
        }
    }

    /// <summary>Something happens after one attempt that found the socket full.</summary>
    private sealed class SeamedSend : PosixSend
    {
        public int Attempts { get; private set; }

        public Action? After { get; set; }

        public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
        {
            Attempts++;
            var attempt = base.Try(handle, data, flags);
            var after = After;
            After = null;
            after?.Invoke();
            return attempt;
        }
    }
}
