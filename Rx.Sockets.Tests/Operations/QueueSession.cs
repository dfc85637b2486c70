using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>One random history: everything that users, engine and time can do to a queue, in any order, also from inside a system
/// call that is in progress. Ends by itself or by Stop, and then all must add up.</summary>
internal sealed class QueueSession
{
    private readonly Random _random;
    private readonly SendBench _bench = new(TimeSpan.FromSeconds(30));
    private readonly List<ModelSend> _places = []; // the order that the wire must show
    private readonly List<SendResult> _unheard = [];
    private readonly Recorder<SendResult> _published = new();
    private bool _draining;

    public QueueSession(int seed)
    {
        _random = new Random(seed);
        _bench.Queue.Life.SettledSends.Subscribe(_published);
    }

    private ScriptedPort Port => _bench.Port;

    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
            Step();
        var idle = _bench.Queue.WhenIdle();
        if (_random.Next(2) == 0) Stop();
        Drain();
        Assert.True(idle.IsCompletedSuccessfully);
        Stop();
        Drain();
        AssertAllAddsUp();
    }

    private void Step()
    {
        PrepareThePort();
        Action step = _random.Next(20) switch
        {
            < 6 => () => Subscribe(_places.Count),
            < 8 => () => Pick()?.Leave(),
            8 => Ask,
            9 => AskAll,
            < 15 => () => Complete(),
            < 18 => () => _bench.Executor.RunOne(),
            18 => TimePasses,
            _ => StopNowAndThen,
        };
        step();
    }

    private void TimePasses()
    {
        _bench.Turns.RunOne();
        _bench.Clock.Advance(TimeSpan.FromSeconds(_random.Next(4)));
    }

    private void StopNowAndThen()
    {
        if (OneIn(60)) Stop();
    }

    /// <summary>What the next system calls will do, and what happens while the first of them is in progress.</summary>
    private void PrepareThePort()
    {
        Port.GivesBackAtOnce = OneIn(2);
        Port.DuringStart = _random.Next(8) switch
        {
            0 => () => Pick()?.Leave(),
            1 => AskAll,
            2 => () => Subscribe(_places.Count),
            3 when OneIn(30) => Stop,
            _ => null,
        };
        Port.Script.Clear();
        for (var i = _random.Next(4); i > 0; i--)
            Port.Script.Enqueue(OneIn(3) ? null : NativeOutcome.Moved(1));
    }

    private void Subscribe(int place)
    {
        var composed = !OneIn(3);
        var send = new ModelSend(_places.Count + 1, _random.Next(12), composed, Level());
        _places.Insert(place, send);
        var cold = new SendObservable(new SendPlan(_bench.Queue, BufferSequence.Of(send.Slices(_random)), SocketFlags.None, composed));
        send.Subscription = cold
            .CancelWhen(send.Signal)
            .CancelOnUnsubscribe(send.OnLeave, result => Settled(send, result))
            .Subscribe(send.Observer);
    }

    /// <summary>A handler: sometimes it sends in its turn, and after a torn write that takes the place behind it.</summary>
    private void Settled(ModelSend send, SendResult result)
    {
        if (send.HasLeft) _unheard.Add(result);
        send.Settled(result);
        if (_draining || OneIn(2)) return;
        Port.DuringStart = null; // what is subscribed there would be on this stack too
        var torn = result is { Cancelled: CancellationLevel.Partial, BytesTransferred: > 0 };
        Subscribe(torn ? _places.IndexOf(send) + 1 : _places.Count);
    }

    private void Ask()
    {
        var (send, level) = (Pick(), Level());
        send?.Ask(level);
        send?.Signal.OnNext(level);
    }

    private void AskAll()
    {
        var level = Level();
        _places.ForEach(send => send.Ask(level));
        _bench.Queue.CancelAll(level);
    }

    private void Stop()
    {
        _places.ForEach(send => send.Ask(CancellationLevel.Terminal));
        _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
    }

    private void Complete()
    {
        if (!Port.IsPending) return;
        switch (_random.Next(150))
        {
            case 0:
                Port.IsClosedBehindOurBack = true;
                _places.ForEach(send => send.Ask(CancellationLevel.Terminal));
                Port.Complete(NativeOutcome.Closed);
                break;
            case < 8:
                Port.Complete(NativeOutcome.Failed(SocketError.ConnectionReset));
                break;
            case < 40:
                Port.Complete(NativeOutcome.Withdrawn); // late, or spurious
                break;
            default:
                Port.Complete(NativeOutcome.Moved(_random.NextInt64(1, Port.Offered + 1)));
                break;
        }
    }

    private void Drain()
    {
        _draining = true;
        Port.DuringStart = null;
        Port.Script.Clear();
        while (_bench.Executor.RunOne() || _bench.Turns.RunOne() || Port.IsPending)
        {
            if (Port.IsPending) Port.Complete(NativeOutcome.Moved(Port.Offered));
        }
    }

    private void AssertAllAddsUp()
    {
        Assert.All(_places, send => send.AssertWhole());
        Assert.Equal(_places.SelectMany(send => send.OnTheWire), Port.Wire);
        Assert.Equal(Port.Wire.Count, _bench.Queue.BytesTransferred);
        Assert.Equal(0, _bench.Queue.Outstanding);
        // Sends on a closed socket may come when SettledSends has already ended.
        Assert.Equal(_unheard.Where(MustBeTold), _published.Values.Where(MustBeTold));
        Assert.True(_published.IsCompleted);
        Assert.True(_bench.Queue.Life.Ended.IsCompletedSuccessfully);
        Assert.Equal(1, Port.Closes);
        Assert.Equal(0, _bench.Clock.Armed);
    }

    private static bool MustBeTold(SendResult result) => result.Error != SocketError.NotSocket;

    private bool OneIn(int chances) => _random.Next(chances) == 0;

    private ModelSend? Pick()
    {
        var open = _places.Where(send => !send.IsSettled).ToList();
        return open.Count == 0 ? null : open[_random.Next(open.Count)];
    }

    /// <summary>Terminal ends a session early, so it is rare.</summary>
    private CancellationLevel Level() => OneIn(25) ? (CancellationLevel)_random.Next(8) : (CancellationLevel)(_random.Next(4) * 2);
}
