using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>The wait of engines that are not told of room: it looks, on a clock that the test moves.</summary>
public sealed class RoomLookTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly SocketPair _pair = SocketPair.Connect(Wire.Unix, bufferSize: 4096);
    private readonly StepClock _clock = new();
    private readonly RecordingSink _sink = new();
    private readonly RoomLook _look;

    public RoomLookTests() => _look = new RoomLook(_pair.Local, _sink, _clock);

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Room_that_is_there_ends_it_at_once()
    {
        Assert.True(_look.TryStart(out var outcome));
        Assert.Equal((OutcomeKind.Moved, 0), (outcome.Kind, outcome.Bytes));
        Assert.Equal(0, _clock.Armed);
    }

    [Fact]
    public void It_looks_again_until_there_is_room()
    {
        Fill();
        Assert.False(_look.TryStart(out _));
        _clock.Advance(3 * Interval);
        Assert.Empty(_sink.Outcomes);
        Assert.Equal(1, _clock.Armed);
        _pair.Peer.ReadAvailable();
        _clock.Advance(Interval);
        Assert.Equal(OutcomeKind.Moved, Assert.Single(_sink.Outcomes).Kind);
        Assert.Equal(0, _clock.Armed);
        Assert.False(_look.TryWithdraw()); // it is over
    }

    [Fact]
    public void Withdrawn_it_says_nothing_and_can_be_started_again()
    {
        Fill();
        Assert.False(_look.TryWithdraw()); // nothing is pending
        Assert.False(_look.TryStart(out _));
        Assert.True(_look.TryWithdraw());
        Assert.False(_look.TryWithdraw());
        _pair.Peer.ReadAvailable();
        _clock.Advance(5 * Interval);
        Assert.Empty(_sink.Outcomes);

        Fill();
        Assert.False(_look.TryStart(out _));
        _pair.Peer.ReadAvailable();
        _clock.Advance(Interval);
        Assert.Single(_sink.Outcomes);
    }

    [Fact]
    public void A_socket_that_is_closed_ends_it_as_closed()
    {
        Fill();
        Assert.False(_look.TryStart(out _));
        _pair.Local.Dispose();
        _clock.Advance(Interval);
        Assert.Equal(OutcomeKind.Closed, Assert.Single(_sink.Outcomes).Kind);
        Assert.True(_look.TryStart(out var outcome));
        Assert.Equal(OutcomeKind.Closed, outcome.Kind);
    }

    private void Fill()
    {
        while (new PosixSend().Try(_pair.Local.SafeHandle, new Unsent(new byte[1 << 16]), System.Net.Sockets.SocketFlags.None).Errno == 0)
        {
        }
    }
}
