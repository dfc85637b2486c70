using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>Tells of each socket that a stream to many is over with: one call at a time, where notifications run; then of the end.</summary>
internal sealed class SocketLedger : IObserver<SocketDeparture>
{
    private readonly SerialSubject<SocketDeparture> _line = new();
    private readonly IExecutor _executor;
    private readonly Action<SocketDeparture> _settled;
    private readonly Action _over;

    public SocketLedger(IExecutor executor, Action<SocketDeparture> settled, Action over)
    {
        (_executor, _settled, _over) = (executor, settled, over);
        _line.Subscribe(this);
    }

    /// <summary>Nothing of it is queued or under way any more.</summary>
    public void Add(SocketDeparture departure)
    {
        _line.Enqueue(departure);
        _executor.Post(_line);
    }

    /// <summary>That were all of them.</summary>
    public void End()
    {
        _line.Complete();
        _executor.Post(_line);
    }

    public void OnNext(SocketDeparture value) => _settled(value);

    public void OnCompleted() => _over();

    public void OnError(Exception error)
    {
        // It has none.
    }
}
