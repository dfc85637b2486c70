using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>One send that a test asks to stop in one of the ways, on a stepped loop with a clock of its own. What became of it
/// is read from its <c>settled</c> callback, which all ways have in common.</summary>
internal sealed class LevelScene : IAsyncDisposable
{
    private static readonly TimeSpan DueTime = TimeSpan.FromHours(1);

    private readonly Way _way;
    private readonly LeapClock _clock = new();
    private readonly Subject<CancellationLevel> _signal = new();
    private readonly CancellationTokenSource _token = new();
    private IDisposable? _subscription;
    private CancellationLevel _level;

    public LevelScene(Way way, SocketEngineKind engine)
    {
        _way = way;
        Pair = RxPair.On(SteppedLoop.Make(engine, _clock), Wire.Unix, configure: o => o with { UnwatchedLimit = Timeout.InfiniteTimeSpan });
    }

    public RxPair Pair { get; }

    public RxSocket Socket => Pair.Socket;

    public Recorder<SendResult> Settled { get; } = new();

    public Recorder<SendResult> Heard { get; } = new();

    /// <summary>Subscribes, ready to be asked for <paramref name="level"/>.</summary>
    public void Start(SendObservable send, CancellationLevel level)
    {
        _level = level;
        var unsubscribing = _way == Way.Unsubscribe ? level : CancellationLevel.None;
        var armed = send.CancelOnUnsubscribe(unsubscribing, Settled.OnNext);
        armed = _way switch
        {
            Way.Signal => armed.CancelWhen(_signal),
            Way.Token => armed.CancelWhen(_token.Token, level),
            Way.After => armed.CancelAfter(DueTime, level),
            _ => armed,
        };
        _subscription = armed.Subscribe(Heard);
    }

    public void Ask()
    {
        switch (_way)
        {
            case Way.Unsubscribe:
                _subscription!.Dispose();
                break;
            case Way.Signal:
                _signal.OnNext(_level);
                break;
            case Way.Token:
                _token.Cancel();
                break;
            case Way.After:
                _clock.Leap(DueTime);
                Pair.Loop.RunOnce(TimeSpan.Zero);
                break;
            default:
                Socket.Cancel(_level);
                break;
        }
    }

    /// <summary>The one outcome; and the observer has heard of it just as its way of leaving lets it.</summary>
    public SendResult Outcome()
    {
        Pair.RunUntil(() => Settled.Calls > 0);
        Pair.RunReady();
        var outcome = Assert.Single(Settled.Values);
        if (_way == Way.Unsubscribe) Assert.Equal(0, Heard.Calls);
        else if (outcome.IsSuccess) Assert.Equal([outcome], Heard.Values);
        else Assert.Equal(outcome, Assert.IsType<SendException>(Heard.Error).Result);
        return outcome;
    }

    /// <summary>All that was counted reaches the peer, and then what is sent next.</summary>
    public void AssertUsable()
    {
        Assert.Equal(RxSocketState.Usable, Socket.State);
        var before = Socket.BytesTransferred;
        var next = new Recorder<SendResult>();
        var bytes = Pattern.Bytes(1000, start: 12345);
        Socket.AsyncWrite(bytes).Subscribe(next);
        var read = Pair.Receive(before + bytes.Length);
        Assert.Equal(bytes, read[(int)before..]);
        Pair.RunUntil(() => next.IsCompleted);
    }

    /// <summary>All that was counted has reached the peer or lies before it, and nothing more can be sent.</summary>
    public void AssertOnlyClosable()
    {
        Assert.Equal(RxSocketState.OnlyClosable, Socket.State);
        var before = Socket.BytesTransferred;
        Assert.Equal(new SendResult(System.Net.Sockets.SocketError.Disconnecting, 0), Pair.Run(Socket.AsyncWrite(new byte[10])));
        Assert.Equal(before, Socket.BytesTransferred);
        Pair.Receive(before);
        Assert.Equal(0, Pair.Peer.Available);
    }

    public async ValueTask DisposeAsync()
    {
        await Pair.DisposeAsync();
        _token.Dispose();
        _signal.Dispose();
    }
}
