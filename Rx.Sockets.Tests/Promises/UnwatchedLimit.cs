using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>A stalled peer must not block the socket for ever.</summary>
public sealed class UnwatchedLimit
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly LeapClock _clock = new();
    private readonly Recorder<SendResult> _settled = new();

    [Theory, EveryEngine]
    public async Task An_unwatched_write_that_gets_no_byte_out_for_the_limit_is_stopped_as_by_Terminal(SocketEngineKind engine)
    {
        await using var pair = Pair(engine);
        var queued = new Recorder<SendResult>();
        Write(pair).Dispose();
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(queued);
        pair.RunReady();

        _clock.Leap(Hour * 0.9);
        pair.RunReady();
        Assert.Equal(0, _settled.Calls);
        _clock.Leap(Hour * 0.2);
        pair.RunUntil(() => _settled.Calls == 1);

        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Terminal), _settled.Values[0]);
        Assert.Equal(SocketError.Disconnecting, pair.RunToError(queued).SocketErrorCode);
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
    }

    [Theory, EveryEngine]
    public async Task Every_byte_that_gets_out_starts_the_limit_anew(SocketEngineKind engine)
    {
        await using var pair = Pair(engine);
        Write(pair).Dispose();
        pair.RunReady();
        for (var read = 0; read < 3; read++)
        {
            _clock.Leap(Hour * 0.7);
            var before = pair.Socket.BytesTransferred;
            pair.RunUntil(() => pair.Socket.BytesTransferred > before || ReadSome(pair.Peer));
        }

        Assert.Equal(0, _settled.Calls);
        _clock.Leap(Hour * 1.1);
        pair.RunUntil(() => _settled.Calls == 1);
    }

    [Fact]
    public async Task A_watched_write_has_no_limit()
    {
        await using var pair = Pair(SocketEngineKind.Epoll);
        Write(pair);

        _clock.Leap(10 * Hour);
        pair.RunReady();

        Assert.Equal((0, 1), (_settled.Calls, pair.Socket.Outstanding));
    }

    [Fact]
    public async Task The_limit_counts_from_when_the_send_is_at_the_head_unwatched()
    {
        await using var pair = Pair(SocketEngineKind.Epoll);
        var ahead = pair.Block();
        Write(pair, CancellationLevel.None).Dispose();
        _clock.Leap(10 * Hour);
        pair.RunReady();
        Assert.Equal((0, 2), (_settled.Calls, pair.Socket.Outstanding));

        pair.Receive(PairSteps.TooMuch);
        pair.RunUntil(() => ahead.IsCompleted);
        _clock.Leap(Hour * 1.1);
        pair.RunUntil(() => _settled.Calls == 1);
    }

    [Fact]
    public async Task The_limit_may_be_infinite()
    {
        await using var pair = Pair(SocketEngineKind.Epoll, Timeout.InfiniteTimeSpan);
        Write(pair).Dispose();

        _clock.Leap(TimeSpan.FromDays(1000));
        pair.RunReady();

        Assert.Equal((0, 1), (_settled.Calls, pair.Socket.Outstanding));
    }

    [Fact]
    public async Task The_default_limit_is_30_seconds()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), new RxSocketOptions().UnwatchedLimit);
        await using var pair = RxPair.On(SteppedLoop.Make(clock: _clock), Wire.Unix);
        Write(pair).Dispose();
        pair.RunReady();
        Assert.Equal(0, _settled.Calls);

        _clock.Leap(TimeSpan.FromSeconds(30));
        pair.RunUntil(() => _settled.Calls == 1);
    }

    private RxPair Pair(SocketEngineKind engine, TimeSpan? limit = null) =>
        RxPair.On(SteppedLoop.Make(engine, _clock), Wire.Unix, configure: o => o with { UnwatchedLimit = limit ?? Hour });

    // Never "all there is": the portable engine goes on sending meanwhile, and the whole write might get out.
    private static bool ReadSome(Socket peer)
    {
        if (peer.Available > 0) peer.Receive(new byte[32 * 1024]);
        return false;
    }

    private IDisposable Write(RxPair pair, CancellationLevel level = CancellationLevel.Total) =>
        pair.Socket.AsyncWrite(new byte[4 * PairSteps.TooMuch]).CancelOnUnsubscribe(level, _settled.OnNext).Subscribe(new Recorder<SendResult>());
}
