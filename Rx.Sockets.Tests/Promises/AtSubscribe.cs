using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Signals, timers, and what is in force when.</summary>
public sealed class AtSubscribe : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly LeapClock _clock = new();
    private readonly CountingSend _calls = new();
    private readonly Recorder<SendResult> _heard = new();
    private readonly Recorder<SendResult> _settled = new();
    private RxPair _pair = null!;

    private RxSocket Socket => _pair.Socket;

    public ValueTask InitializeAsync()
    {
        _pair = RxPair.On(SteppedLoop.Make(clock: _clock, send: _calls), Wire.Unix, configure: o => o with { UnwatchedLimit = Timeout.InfiniteTimeSpan });
        return default;
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public void Signals_come_first_then_timers_then_the_send()
    {
        var order = new List<string>();
        var scheduler = new CountingScheduler(new HistoricalScheduler());
        var signal = Observable.Create<CancellationLevel>(_ =>
        {
            order.Add($"signal after {scheduler.Count} timers and {_calls.Count} sends");
            return () => { };
        });
        using var memory = new CallbackMemory(new byte[1], () => order.Add($"send after {scheduler.Count} timers"));

        // Named in the other order on purpose.
        Socket.AsyncSend(memory.Memory).CancelAfter(Hour, CancellationLevel.Total, scheduler).CancelWhen(signal).Subscribe(_heard);

        Assert.Equal(["signal after 0 timers and 0 sends", "send after 1 timers"], order);
    }

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void A_level_already_requested_is_granted_with_0_bytes(CancellationLevel level)
    {
        Socket.AsyncWrite(new byte[10]).CancelWhen(Observable.Return(level)).Subscribe(_heard);

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), _pair.RunToError(_heard).Result);
        Assert.Equal(0, _calls.Count);
        Assert.Equal(level == CancellationLevel.Terminal ? RxSocketState.OnlyClosable : RxSocketState.Usable, Socket.State);
    }

    [Fact]
    public void A_token_already_cancelled_is_granted_with_0_bytes()
    {
        Socket.AsyncWrite(new byte[10]).CancelWhen(new CancellationToken(canceled: true), CancellationLevel.Partial).Subscribe(_heard);

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial), _pair.RunToError(_heard).Result);
        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public void OnCompleted_of_a_signal_withdraws_nothing()
    {
        using var signal = new Subject<CancellationLevel>();
        Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).CancelWhen(Observable.Empty<CancellationLevel>()).Subscribe(_heard);
        signal.OnCompleted();
        _pair.RunReady();
        Assert.Equal((0, 1), (_heard.Calls, Socket.Outstanding));

        Assert.True(_pair.Run(Socket.AsyncSend(Array.Empty<byte>())).IsSuccess);
        Socket.AsyncWrite(new byte[10]).CancelWhen(Observable.Return(CancellationLevel.Total)).Subscribe(_settled);
        Assert.Equal(CancellationLevel.Total, _pair.RunToError(_settled).Result.Cancelled); // what was asked before its end counts
    }

    [Theory]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void OnError_of_a_signal_asks_for_the_unsubscription_level_and_becomes_the_inner_exception(CancellationLevel level)
    {
        using var signal = new Subject<CancellationLevel>();
        var cause = new InvalidTimeZoneException();
        Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelOnUnsubscribe(level).CancelWhen(signal).Subscribe(_heard);

        signal.OnError(cause);

        var error = _pair.RunToError(_heard);
        Assert.Equal(new SendResult(SocketError.OperationAborted, Socket.BytesTransferred, level), error.Result);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void OnError_of_a_signal_asks_for_Total_by_default_which_mid_write_is_refused()
    {
        using var signal = new Subject<CancellationLevel>();
        Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).Subscribe(_heard);

        signal.OnError(new InvalidTimeZoneException());
        _pair.Receive(PairSteps.TooMuch);

        _pair.RunUntil(() => _heard.IsCompleted);
    }

    [Fact]
    public void CancelWhen_and_CancelAfter_add_up()
    {
        using var one = new Subject<CancellationLevel>();
        using var two = new Subject<CancellationLevel>();
        SendObservable Armed() => Socket.AsyncWrite(new byte[10]).CancelWhen(one).CancelWhen(two)
            .CancelAfter(Hour, CancellationLevel.Total).CancelAfter(2 * Hour, CancellationLevel.Partial);
        _pair.Block();

        foreach (var (ask, level) in new (Action, CancellationLevel)[]
        {
            (() => one.OnNext(CancellationLevel.Total), CancellationLevel.Total),
            (() => two.OnNext(CancellationLevel.Partial), CancellationLevel.Partial),
            (() => _clock.Leap(Hour), CancellationLevel.Total),
        })
        {
            var heard = new Recorder<SendResult>();
            Armed().Subscribe(heard);
            ask();
            Assert.Equal(level, _pair.RunToError(heard).Result.Cancelled);
        }
    }

    [Fact]
    public void CancelWhen_stays_in_force_after_unsubscription_until_the_send_has_settled()
    {
        using var signal = new Subject<CancellationLevel>();
        Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).CancelOnUnsubscribe(CancellationLevel.Total, _settled.OnNext)
            .Subscribe(_heard).Dispose();
        Assert.True(signal.HasObservers);

        signal.OnNext(CancellationLevel.Partial);
        _pair.RunUntil(() => _settled.Calls == 1);

        Assert.Equal(CancellationLevel.Partial, _settled.Values[0].Cancelled);
        Assert.False(signal.HasObservers);
    }

    [Fact]
    public void CancelAfter_with_Terminal_bounds_an_unwatched_write()
    {
        Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelAfter(TimeSpan.FromSeconds(30), CancellationLevel.Terminal)
            .CancelOnUnsubscribe(CancellationLevel.Total, _settled.OnNext).Subscribe(_heard).Dispose();
        _pair.RunReady();
        Assert.Equal(0, _settled.Calls);

        _clock.Leap(TimeSpan.FromSeconds(30));
        _pair.RunUntil(() => _settled.Calls == 1);

        Assert.Equal(new SendResult(SocketError.OperationAborted, Socket.BytesTransferred, CancellationLevel.Terminal), _settled.Values[0]);
        Assert.Equal(0, _heard.Calls);
    }

    [Fact]
    public void CancelOnUnsubscribe_replaces()
    {
        var replaced = new Recorder<SendResult>();
        Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelOnUnsubscribe(CancellationLevel.Terminal, replaced.OnNext)
            .CancelOnUnsubscribe(CancellationLevel.Partial, _settled.OnNext).Subscribe(_heard).Dispose();

        _pair.RunUntil(() => _settled.Calls == 1);

        Assert.Equal((CancellationLevel.Partial, 0), (_settled.Values[0].Cancelled, replaced.Calls));
    }

    [Fact]
    public void Time_runs_from_Subscribe_queueing_included()
    {
        _pair.Block();
        Socket.AsyncWrite(new byte[10]).CancelAfter(Hour, CancellationLevel.Total).Subscribe(_heard);
        _pair.RunReady();
        Assert.Equal(0, _heard.Calls);

        _clock.Leap(Hour);

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), _pair.RunToError(_heard).Result);
    }

    [Fact]
    public void Without_a_scheduler_time_is_the_engines_clock_and_with_one_it_is_the_schedulers()
    {
        var scheduler = new HistoricalScheduler();
        _pair.Block();
        Socket.AsyncWrite(new byte[10]).CancelAfter(Hour, CancellationLevel.Total, scheduler).Subscribe(_heard);
        Socket.AsyncWrite(new byte[10]).CancelAfter(2 * Hour, CancellationLevel.Total).Subscribe(_settled);

        scheduler.AdvanceBy(3 * Hour);
        _pair.RunToError(_heard);
        _pair.RunReady();
        Assert.Equal(0, _settled.Calls);

        _clock.Leap(2 * Hour);
        _pair.RunToError(_settled);
    }
}
