using System.Reactive.Concurrency;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>A loop of sends that are always ready starves nobody. By counts, on a clock that stands still: so neither the 200 µs of
/// a turn nor the speed of the machine has a say.</summary>
public sealed class FairnessTests : IDisposable
{
    private const int Ready = 64; // awaits in a row
    private const int Budget = 64; // deliveries in a turn

    private readonly FrozenTime _time = new();
    private readonly SocketPair _pair = SocketPair.Connect();
    private CountingEngine? _engine;
    private SocketLoop? _loop;
    private RxSocket? _socket;

    [Theory, ClassData(typeof(BothEngines))]
    public void A_loop_of_ready_awaits_lets_a_neighbours_notification_through_after_at_most_64(SocketEngineKind engine)
    {
        var socket = Attach(engine);
        using var pair = SocketPair.Connect();
        using var neighbour = new RxSocket(pair.Local, new RxSocketOptions { Loop = _loop, Scheduler = _loop });
        var heard = new Recorder<SendResult>();
        var (subscribedAt, heardAt) = (-1, -1);

        Run(socket, awaits: 20 * Ready, each: count =>
        {
            if (count == 5 * Ready + 7)
            {
                subscribedAt = count;
                neighbour.AsyncSend(new byte[1]).Subscribe(heard);
            }

            if (heardAt < 0 && heard.IsCompleted) heardAt = count;
        });

        Assert.InRange(heardAt - subscribedAt, 1, Ready + 1);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public void A_loop_of_ready_awaits_is_interrupted_for_events_after_at_most_64_deliveries(SocketEngineKind engine)
    {
        var socket = Attach(engine);
        var (polls, since, most) = (0, 0, 0);

        Run(socket, awaits: 4 * Ready * Budget, each: _ =>
        {
            since = _engine!.Polls == polls ? since + 1 : 1;
            polls = _engine.Polls;
            most = Math.Max(most, since);
        });

        Assert.InRange(most, Ready, (Ready + 1) * Budget);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public void A_timer_of_ten_milliseconds_fires_in_the_turn_after_it_is_due(SocketEngineKind engine)
    {
        var socket = Attach(engine);
        var tenMilliseconds = TimeSpan.FromMilliseconds(10);
        var (dueAtPoll, firedAtPoll) = (-1, -1);
        _loop!.Schedule(tenMilliseconds, () => firedAtPoll = _engine!.Polls);

        Run(socket, awaits: 4 * Ready * Budget, each: count =>
        {
            if (count != Ready * Budget + 7) return;
            dueAtPoll = _engine!.Polls;
            _time.Advance(tenMilliseconds);
        });

        Assert.Equal(dueAtPoll + 1, firedAtPoll);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public void At_most_64_deliveries_come_between_two_looks_at_events(SocketEngineKind engine)
    {
        Attach(engine);
        var (left, polls, inARow, most) = (10 * Budget, 0, 0, 0);

        void Again()
        {
            inARow = _engine!.Polls == polls ? inARow + 1 : 1;
            polls = _engine.Polls;
            most = Math.Max(most, inARow);
            if (--left > 0) _loop!.Schedule(Again);
        }

        _loop!.Schedule(Again);
        while (left > 0)
            _loop!.RunOnce(TimeSpan.Zero);

        Assert.Equal(Budget, most);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _loop?.Dispose();
        _pair.Dispose();
    }

    private RxSocket Attach(SocketEngineKind kind)
    {
        _engine = new CountingEngine(SteppedLoop.Engine(kind, _time));
        _loop = new SocketLoop(new EngineLoop(_engine, _time), kind, ownThread: false);
        return _socket = new RxSocket(_pair.Local, new RxSocketOptions { Loop = _loop, Scheduler = _loop });
    }

    /// <summary>Awaits so many sends of a byte, all of them ready, on the loop.</summary>
    private void Run(RxSocket socket, int awaits, Action<int> each)
    {
        async Task SendAsync()
        {
            var send = socket.AsyncSend(new byte[1]);
            for (var count = 0; count < awaits; count++)
            {
                each(count);
                await send;
                if (count % Ready == 0) _pair.Peer.ReadAvailable();
            }
        }

        Task? sending = null;
        _loop!.Schedule(() => sending = SendAsync());
        while (sending is not { IsCompleted: true })
            Assert.True(_loop!.RunOnce(TimeSpan.Zero), "a send was not ready");
        Assert.True(sending.IsCompletedSuccessfully, sending.Exception?.ToString());
    }
}
