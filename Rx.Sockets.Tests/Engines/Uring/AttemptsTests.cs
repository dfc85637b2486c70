using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>Attempts on many sockets that a ring makes together: each ends there and then, as if it had been made alone, and leaves
/// nothing behind.</summary>
public sealed class AttemptsTests : IDisposable
{
    private const int Many = 100;

    private static readonly byte[] Message = Pattern.Bytes(64);

    private readonly UringEngine _engine;
    private readonly List<(SocketPair Pair, SendPort Port, RecordingSink Sink)> _all = [];

    public AttemptsTests()
    {
        Machine.NeedsUring();
        _engine = new UringEngine(RingSetup.Make(isBound: false, entries: 8), TimeProvider.System);
    }

    public void Dispose()
    {
        _engine.Dispose();
        foreach (var (pair, _, _) in _all)
            pair.Dispose();
    }

    [Theory]
    [InlineData(Wire.Tcp)]
    [InlineData(Wire.Unix)]
    public void Where_there_is_room_all_is_out(Wire wire)
    {
        Connect(wire, Many);

        var outcomes = Attempt(Message);

        Assert.All(outcomes, outcome => Assert.Equal((OutcomeKind.Moved, 64L), (outcome.Kind, outcome.Bytes)));
        Assert.All(_all, one => Assert.Equal(Message, Read(one.Pair.Peer)));
        Assert.Equal(0, _engine.Requests.Count);
        Assert.False(_engine.Poll(TimeSpan.Zero)); // nothing comes after it
        Assert.All(_all, one => Assert.Empty(one.Sink.Outcomes));
    }

    [Theory]
    [InlineData(Wire.Tcp)]
    [InlineData(Wire.Unix)]
    public void What_does_not_fit_is_as_short_as_the_kernel_says_and_then_withdrawn(Wire wire)
    {
        Connect(wire, 20, bufferSize: 4096);
        var large = Pattern.Bytes(1024 * 1024);

        var first = Attempt(large);
        Assert.All(first, outcome => Assert.Equal(OutcomeKind.Moved, outcome.Kind));
        Assert.All(first, outcome => Assert.InRange(outcome.Bytes, 1, large.Length - 1));
        Assert.All(Attempt(large), outcome => Assert.Equal((OutcomeKind.Withdrawn, 0L), (outcome.Kind, outcome.Bytes)));

        for (var i = 0; i < _all.Count; i++)
            Assert.Equal(large[..(int)first[i].Bytes], ReadAll(_all[i].Pair, first[i].Bytes));
    }

    [Fact]
    public void Each_ends_as_its_own_socket_does()
    {
        Connect(Wire.Tcp, 20);
        _all[3].Pair.Local.Dispose();
        _all[5].Pair.Local.Shutdown(SocketShutdown.Send);
        _all[7].Pair.ResetByPeer();
        Assert.True(_all[7].Pair.Local.Poll(Deadline.Limit, SelectMode.SelectError), "the reset has not come");

        var outcomes = Attempt(Message);

        for (var i = 0; i < outcomes.Length; i++)
        {
            var expected = i switch
            {
                3 => (OutcomeKind.Closed, SocketError.OperationAborted),
                5 => (OutcomeKind.Failed, SocketError.Shutdown),
                7 => (OutcomeKind.Failed, SocketError.ConnectionReset),
                _ => (OutcomeKind.Moved, SocketError.Success),
            };
            Assert.Equal(expected, (outcomes[i].Kind, outcomes[i].Error));
        }
    }

    [Fact]
    public void What_others_have_in_the_ring_ends_at_the_next_turn_and_is_not_mistaken_for_an_attempt()
    {
        Connect(Wire.Unix, 20, bufferSize: 4096);
        var (pair, port, sink) = _all[0];
        while (port.TryStart(new Unsent(new byte[64 * 1024]), SocketFlags.None, out _))
        {
        }

        _engine.Poll(TimeSpan.Zero);
        pair.Peer.ReadAvailable(); // it completes before the attempts do
        _all.RemoveAt(0);
        Assert.All(Attempt(Message), outcome => Assert.Equal(64, outcome.Bytes));
        Assert.Empty(sink.Outcomes);

        _engine.Poll(Deadline.Limit);
        Assert.Equal(OutcomeKind.Moved, Assert.Single(sink.Outcomes).Kind);
        pair.Dispose();
    }

    [Fact]
    public void Afterwards_nothing_holds_the_socket()
    {
        Connect(Wire.Tcp, 20);
        Attempt(Message);
        foreach (var (pair, _, _) in _all)
        {
            pair.Local.Dispose();
            Assert.Equal(Message, ReadAll(pair, 64));
            Assert.Equal(0, pair.Peer.Receive(new byte[1])); // in good order, at once
        }
    }

    [Fact]
    public void What_the_kernel_has_no_memory_for_is_withdrawn_and_not_held()
    {
        using var engine = new UringEngine(new StubbornRing(), new FrozenTime());
        using var pair = SocketPair.Connect();
        var outcomes = new NativeOutcome[1];

        engine.AttemptEach([engine.Attach(pair.Local, new RecordingSink())], Message, outcomes);

        Assert.Equal(OutcomeKind.Withdrawn, outcomes[0].Kind);
        pair.Local.Dispose();
        Assert.Equal(0, pair.Peer.Receive(new byte[1]));
    }

    private void Connect(Wire wire, int count, int? bufferSize = null)
    {
        for (var i = 0; i < count; i++)
        {
            var pair = SocketPair.Connect(wire, bufferSize);
            var sink = new RecordingSink();
            _all.Add((pair, _engine.Attach(pair.Local, sink), sink));
        }
    }

    private NativeOutcome[] Attempt(byte[] data)
    {
        var outcomes = new NativeOutcome[_all.Count];
        _engine.AttemptEach(_all.Select(one => one.Port).ToArray(), data, outcomes);
        return outcomes;
    }

    private static byte[] Read(Socket peer)
    {
        using var read = new MemoryStream();
        peer.ReadAvailable(read);
        return read.ToArray();
    }

    private static byte[] ReadAll(SocketPair pair, long count)
    {
        var all = new byte[count];
        pair.Peer.ReceiveTimeout = (int)Deadline.Limit.TotalMilliseconds;
        for (var read = 0; read < count;)
            read += pair.Peer.Receive(all, read, (int)count - read, SocketFlags.None);
        return all;
    }
}
