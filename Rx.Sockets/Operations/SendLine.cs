namespace Rx.Sockets.Operations;

/// <summary>Who is next: the order of the sends of one socket, and the place that a torn write keeps. No locks, no engine.</summary>
/// <remarks>
/// A torn write holds the line until its outcome has been delivered. What is subscribed on the stack of that delivery goes to the
/// head and may start at once, so a handler may even wait for it; everybody else starts when the delivery is over.
/// A composed send has the line to itself from its turn to its end; only its steps run, one at a time.
/// </remarks>
internal sealed class SendLine
{
    private OperationList _waiting;
    private SendOperation? _step;
    private SendOperation? _torn;
    private SendOperation? _lastResumed;
    private int _deliveringThread;
    private int _hold;
    private bool _isLent;
    private CancellationLevel _askedMeanwhile;

    /// <summary>The send that is with the engine.</summary>
    public SendOperation? Running { get; private set; }

    /// <summary>The composed send whose turn it is.</summary>
    public SendOperation? Composed { get; private set; }

    /// <summary>The first of those that wait; the others follow by <see cref="SendOperation.Next"/>.</summary>
    public SendOperation? FirstWaiting => _waiting.First;

    /// <summary>Nobody is with the engine.</summary>
    public bool IsFree => Running is null && !_isLent;

    /// <summary>Nobody runs, waits, or keeps a place.</summary>
    public bool IsIdle => IsFree && Composed is null && _waiting.First is null && _torn is null;

    /// <summary>Whether <see cref="StartNext"/> would give one.</summary>
    public bool HasNext => IsFree && (Composed is null ? HasFirst : _step is not null);

    private bool HasFirst => _waiting.First is not null && (_torn is null || _lastResumed is not null);

    /// <summary>Somebody may send without being in line; nobody starts until <see cref="TakeBack"/>. False: there is somebody.</summary>
    public bool TryLend() => IsIdle && (_isLent = true);

    /// <summary>A request for every send.</summary>
    public void AskBorrower(CancellationLevel level)
    {
        if (_isLent) _askedMeanwhile |= level;
    }

    /// <summary>The line is not lent any more.</summary>
    public void TakeBack() => (_isLent, _askedMeanwhile) = (false, CancellationLevel.None);

    /// <summary>The line is not lent any more, and whoever had borrowed it has it now as one that runs.</summary>
    public void TakeBackFor(SendOperation borrower)
    {
        borrower.State.Begin();
        borrower.State.Request(_askedMeanwhile);
        Running = borrower;
        TakeBack();
    }

    public void Add(SendOperation operation, int thread)
    {
        if (_torn is null || thread != _deliveringThread)
        {
            _waiting.Add(operation);
        }
        else
        {
            _waiting.InsertAfter(_lastResumed, operation);
            _lastResumed = operation;
        }
    }

    /// <summary>A step of <see cref="Composed"/>; there is no other.</summary>
    public void AddStep(SendOperation step) => _step = step;

    /// <summary>It waits no longer, or it was composed and is over.</summary>
    public void Remove(SendOperation operation)
    {
        if (operation == _step) _step = null;
        else if (operation == Composed) Composed = null;
        else if (operation == Running) Running = null;
        else RemoveWaiting(operation);
    }

    public SendOperation? StartNext()
    {
        if (!HasNext) return null;
        var next = _step ?? _waiting.First!;
        Remove(next);
        if (next.Run is not null) return Composed = next; // begins when its body does
        next.State.Begin();
        return Running = next;
    }

    public void Finish() => Running = null;

    /// <summary><paramref name="torn"/> keeps its place until its delivery is over.</summary>
    public void Hold(SendOperation torn)
    {
        _torn = torn;
        _lastResumed = null;
        _deliveringThread = 0;
        _hold++;
    }

    /// <summary>The outcome of an operation is being delivered on <paramref name="thread"/>.</summary>
    /// <returns>What <see cref="EndDelivery"/> needs; 0 for an operation that holds nothing.</returns>
    public int BeginDelivery(SendOperation operation, int thread)
    {
        if (_torn != operation) return 0;
        _deliveringThread = thread;
        return _hold;
    }

    /// <summary>The delivery is over, or (not <paramref name="delivered"/>) nobody was there yet and the place is kept.</summary>
    public void EndDelivery(int hold, bool delivered)
    {
        if (hold != _hold || _torn is null) return; // a resumed write was torn in its turn: that is another hold
        _deliveringThread = 0;
        if (delivered) Release();
    }

    /// <summary>The outcome was polled: no stack of ours will resume the frame.</summary>
    public void DropHold(SendOperation operation)
    {
        if (_torn == operation && _deliveringThread == 0) Release();
    }

    /// <summary>Nobody keeps a place any more.</summary>
    public void Release() => (_torn, _lastResumed, _deliveringThread) = (null, null, 0);

    private void RemoveWaiting(SendOperation operation)
    {
        // Those resumed stand together at the head, so the one before the last of them is one of them, or none is left.
        if (operation == _lastResumed) _lastResumed = operation.Previous;
        _waiting.Remove(operation);
    }
}
