using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tokens;

/// <summary>One send that is pulled: begun by the first step, left by disposing. A step gives the newest count, or the outcome.</summary>
internal sealed class SendEnumerator
    : IAsyncEnumerator<SendResult>, IValueTaskSource<bool>, IObserver<SendResult>, ISendProgress, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly SendPlan _plan;
    private readonly SubscribedSend _send;
    private bool _started;

    // What is known of the send.
    private long _moved;
    private SendResult? _outcome;
    private Exception? _error;
    private bool _ended;

    // The step that is waited for.
    private Action<object?>? _continuation;
    private object? _state;
    private short _version;
    private bool _waiting;
    private bool? _step;
    private bool _posted;

    public SendEnumerator(SendPlan plan)
    {
        _plan = plan;
        _send = new SubscribedSend(plan, this);
        _send.ExtrasForWriting().Progress = this;
    }

    public SendResult Current { get; private set; }

    public ValueTask<bool> MoveNextAsync()
    {
        if (!_started && !_ended) _send.Start();
        _started = true;
        lock (_gate)
        {
            if (_waiting || _step is not null) throw new InvalidOperationException("The step before this one has not ended; await one after the other.");
            if (_error is null && TryStep() is { } step) return new ValueTask<bool>(step);
            _step = TryStep();
            _waiting = _step is null;
            return new ValueTask<bool>(this, _version);
        }
    }

    public ValueTask DisposeAsync()
    {
        bool waiting;
        lock (_gate)
            (_ended, _outcome, _error, waiting) = (true, null, null, _waiting);
        if (_started) _send.Dispose();
        if (waiting) _plan.Executor.Post(this);
        return default;
    }

    public void OnNext(SendResult value)
    {
        lock (_gate)
            _outcome = value;
        Wake();
    }

    public void OnError(Exception error)
    {
        lock (_gate)
            _error = error;
        Wake();
    }

    public void OnCompleted()
    {
        // OnNext was all.
    }

    public void Moved(long total)
    {
        lock (_gate)
        {
            if (total <= _moved) return;
            _moved = total;
            if (!_waiting || _posted) return;
            _posted = true;
        }

        _plan.Executor.Post(this);
    }

    /// <summary>On the executor: somebody may be waiting for what is there.</summary>
    public void Execute() => Wake();

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token)
    {
        lock (_gate)
        {
            Check(token);
            if (_step is null) return ValueTaskSourceStatus.Pending;
            return _error is null ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Faulted;
        }
    }

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        CapturedContext.Wrap(ref continuation, ref state, flags);
        lock (_gate)
        {
            Check(token);
            if (_continuation is not null) throw new InvalidOperationException("This step is awaited already.");
            (_continuation, _state) = (continuation, state);
            if (_step is null) return;
        }

        _plan.Executor.Post(this); // it came in between
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        Exception? error;
        bool step;
        lock (_gate)
        {
            Check(token);
            step = _step ?? throw new InvalidOperationException("The step has not ended; await it.");
            (error, _error, _step) = (_error, null, null);
            _version++;
        }

        if (error is not null) ExceptionDispatchInfo.Throw(error);
        return step;
    }

    private void Wake()
    {
        Action<object?>? continuation;
        object? state;
        lock (_gate)
        {
            _posted = false;
            if (_waiting) _step = TryStep();
            if (_step is null) return;
            _waiting = false;
            (continuation, state, _continuation, _state) = (_continuation, _state, null, null);
        }

        continuation?.Invoke(state);
    }

    /// <summary>What the next step gives: an item, the end (also by an error), or null: nothing yet.</summary>
    private bool? TryStep()
    {
        if (_ended) return false;
        if (_error is not null || _outcome is not null)
        {
            _ended = true;
            Current = _outcome ?? Current;
            return _error is null;
        }

        if (_moved <= Current.BytesTransferred) return null;
        Current = new SendResult(SocketError.Success, _moved);
        return true;
    }

    private void Check(short token)
    {
        if (token != _version) throw new InvalidOperationException("This step has been taken; a ValueTask is awaited once.");
    }
}
