using System.Reactive.Subjects;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>A subscription that can be stopped in one way at one level; what has settled is asked for alike.</summary>
public sealed class StoppableSend : IDisposable
{
    private readonly Subject<CancellationLevel> _signal = new();
    private readonly CancellationTokenSource _token = new();
    private readonly IContractPair _pair;
    private readonly CancelWay _way;
    private readonly CancellationLevel _level;
    private readonly Sent _sent;

    public StoppableSend(IContractPair pair, SendObservable send, CancelWay way, CancellationLevel level)
    {
        (_pair, _way, _level) = (pair, way, level);
        var stoppable = way switch
        {
            CancelWay.Signal => send.CancelWhen(_signal),
            CancelWay.Token => send.CancelWhen(_token.Token, level),
            CancelWay.Timer => send.CancelAfter(TimeSpan.FromMilliseconds(1), level),
            _ => send,
        };
        _sent = Sent.Begin(stoppable, way == CancelWay.Unsubscribe ? level : CancellationLevel.Total);
    }

    public bool HasSettled => _sent.HasSettled;

    /// <summary>Asks; a timer asks by itself.</summary>
    public void Stop()
    {
        if (_way == CancelWay.Unsubscribe) _sent.Dispose();
        if (_way == CancelWay.Signal) _signal.OnNext(_level);
        if (_way == CancelWay.Token) _token.Cancel();
        if (_way == CancelWay.CancelAll) _pair.Socket.Cancel(_level);
    }

    /// <summary>Turns the loop until the send is over; the outcome.</summary>
    public SendResult Finish() => _way == CancelWay.Unsubscribe ? _pair.FinishUnwatched(_sent) : _pair.Finish(_sent);

    public void Dispose()
    {
        _signal.Dispose();
        _token.Dispose();
    }
}
