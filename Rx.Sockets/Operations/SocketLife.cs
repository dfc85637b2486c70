using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>The state of one socket, how it ends, and who is told. What is marked so belongs to the queue's gate.</summary>
internal sealed class SocketLife(IExecutor executor)
{
    private readonly SerialSubject<RxSocketState> _stateChanges = new();
    private readonly SerialSubject<SendResult> _settledSends = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RxSocketState _state;
    private SocketEnd _end;
    private bool _closeTaken;
    private int _deliveries;
    private int _completed;

    public RxSocketState State => _state;

    public IObservable<RxSocketState> StateChanges => _stateChanges;

    public IObservable<SendResult> SettledSends => _settledSends;

    /// <summary>Completes when the socket is closed or given back.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Why no send is accepted; Success if one is. Gate.</summary>
    public SocketError Refusal => _state switch
    {
        RxSocketState.Usable => SocketError.Success,
        RxSocketState.OnlyClosable => SocketError.Disconnecting,
        _ => SocketError.NotSocket,
    };

    /// <summary>No more sends, only closing. Gate.</summary>
    /// <returns>Whether that is news.</returns>
    public bool CloseDoor() => _state == RxSocketState.Usable && Become(RxSocketState.OnlyClosable);

    /// <summary>The end has begun. Gate.</summary>
    /// <returns>Whether it had not begun before.</returns>
    public bool End(SocketEnd end)
    {
        if (_end != SocketEnd.None) return false;
        _end = end;
        return Become(RxSocketState.Closed);
    }

    /// <summary>Asked when nothing runs: true once, when the end has begun. Gate.</summary>
    public bool TakeClose()
    {
        if (_end == SocketEnd.None || _closeTaken) return false;
        return _closeTaken = true;
    }

    /// <summary>A subscriber has come that will have to be told.</summary>
    public void Expect() => Interlocked.Increment(ref _deliveries);

    /// <summary>A subscriber has been told, or had left.</summary>
    public void Delivered()
    {
        Interlocked.Decrement(ref _deliveries);
        CompleteWhenOver();
    }

    /// <summary>The result of a send whose subscriber has left.</summary>
    public void Publish(SendResult result)
    {
        _settledSends.Enqueue(result);
        _settledSends.Execute();
    }

    public void Announce() => executor.Post(_stateChanges);

    /// <summary>Ends the socket; nothing is pending with the port.</summary>
    public void Close(SendPort port)
    {
        if (_end == SocketEnd.Release)
        {
            port.Detach();
            Over();
            return;
        }

        var closing = port.CloseAsync();
        if (closing.IsCompleted) Over();
        else closing.ContinueWith((_, life) => ((SocketLife)life!).Over(), this, TaskScheduler.Default);
    }

    private bool Become(RxSocketState state)
    {
        _state = state;
        _stateChanges.Enqueue(state);
        return true;
    }

    private void Over()
    {
        _ended.TrySetResult();
        _stateChanges.Complete();
        Announce();
        CompleteWhenOver();
    }

    private void CompleteWhenOver()
    {
        if (!Ended.IsCompleted || Volatile.Read(ref _deliveries) != 0 || Interlocked.Exchange(ref _completed, 1) != 0) return;
        _settledSends.Complete();
        executor.Post(_settledSends);
    }
}
