using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>Many more sends than a ring has entries: nothing is lost, nothing hangs, and no slot is left.</summary>
public sealed class ManySocketsTests : IDisposable
{
    private const int Many = 300;

    private static readonly byte[] Block = Pattern.Bytes(64 * 1024);

    private readonly UringEngine _engine;
    private readonly List<(SocketPair Pair, SendPort Port, RecordingSink Sink)> _all = [];

    public ManySocketsTests()
    {
        Machine.NeedsUring();
        _engine = new UringEngine(RingSetup.Make(isBound: false, entries: 8), TimeProvider.System);
        for (var i = 0; i < Many; i++)
        {
            var pair = SocketPair.Connect(Wire.Unix, bufferSize: 4096);
            var sink = new RecordingSink();
            _all.Add((pair, _engine.Attach(pair.Local, sink), sink));
        }
    }

    public void Dispose()
    {
        _engine.Dispose();
        foreach (var (pair, _, _) in _all)
            pair.Dispose();
    }

    [Fact]
    public void Hundreds_of_parked_sends_end_as_their_peers_read_whatever_overflows()
    {
        Park();
        Assert.Equal(Many, _engine.Requests.Count);
        foreach (var (pair, _, _) in _all)
            pair.Peer.ReadAvailable(); // all complete before one is looked at: the completion ring has 16 or 128 places

        TurnUntilAllHaveEnded();

        Assert.All(_all, one => Assert.Equal(OutcomeKind.Moved, one.Sink.Outcomes.Single().Kind));
    }

    [Fact]
    public void Hundreds_of_parked_sends_fail_when_their_peers_are_killed()
    {
        Park();
        foreach (var (pair, _, _) in _all)
            pair.Peer.Dispose();

        TurnUntilAllHaveEnded();

        Assert.All(_all, one => Assert.Equal(OutcomeKind.Failed, one.Sink.Outcomes.Single().Kind));
    }

    [Fact]
    public void Hundreds_of_parked_sends_are_given_back()
    {
        Park();
        Assert.All(_all, one => Assert.True(one.Port.TryWithdraw()));
        Assert.Equal(0, _engine.Requests.Count);
        Assert.All(_all, one => Assert.Empty(one.Sink.Outcomes));
    }

    [Fact]
    public void Sends_that_start_together_are_on_the_wire_when_all_have_been_started()
    {
        _engine.BeginTogether(Many);
        foreach (var (_, port, _) in _all)
            Assert.False(port.TryStart(new Unsent(Block.AsMemory(0, 10)), SocketFlags.None, out _));
        Assert.All(_all, one => Assert.Equal(0, one.Pair.Peer.Available));
        _engine.EndTogether();

        Assert.All(_all, one => Assert.Equal(10, one.Pair.Peer.Available));
        Assert.All(_all, one => Assert.Empty(one.Sink.Outcomes));
        TurnUntilAllHaveEnded();
        Assert.All(_all, one => Assert.Equal(10, one.Sink.Outcomes.Single().Bytes));
    }

    [Fact]
    public void Few_that_start_together_are_sent_one_by_one()
    {
        _engine.BeginTogether(15);
        Assert.True(_all[0].Port.TryStart(new Unsent(Block.AsMemory(0, 10)), SocketFlags.None, out _));
        _engine.EndTogether();
    }

    [Fact]
    public void Another_thread_meanwhile_sends_by_itself()
    {
        var ended = false;
        var other = new Thread(() => ended = _all[0].Port.TryStart(new Unsent(Block.AsMemory(0, 10)), SocketFlags.None, out _));
        _engine.BeginTogether(Many);
        other.Start();
        Assert.True(other.Join(Deadline.Limit), "the other thread has not ended");
        _engine.EndTogether();
        Assert.True(ended);
    }

    private void Park()
    {
        foreach (var (_, port, _) in _all)
        {
            while (port.TryStart(new Unsent(Block), SocketFlags.None, out _))
            {
            }
        }

        _engine.Poll(TimeSpan.Zero);
    }

    private void TurnUntilAllHaveEnded()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_all.Any(one => one.Sink.Outcomes.Count == 0))
        {
            _engine.Poll(TimeSpan.FromMilliseconds(20));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "not all sends have ended");
        }

        Assert.Equal(0, _engine.Requests.Count);
    }
}
