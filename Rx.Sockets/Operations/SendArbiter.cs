using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>Decides about the sends of one socket: what is granted, what is refused, who is next, when the door closes.</summary>
/// <remarks>No locks, no system calls, no user code: the queue calls it under its gate, and does what it leaves in the
/// <see cref="Turn"/>.</remarks>
internal sealed class SendArbiter(SocketLife life, TimeProvider clock, TimeSpan unwatchedLimit)
{
    private readonly SendLine _line = new();
    private TaskCompletionSource? _idle;
    private long _bytes;
    private int _outstanding;
    private bool _yielded;

    public SendLine Line => _line;

    /// <summary>Who watches; null: nobody.</summary>
    public ISendTrace? Trace { get; set; }

    public long BytesTransferred => Volatile.Read(ref _bytes);

    public int Outstanding => Volatile.Read(ref _outstanding);

    private bool IsIdle => _outstanding == 0 && _line.IsIdle;

    public Task WhenIdle()
    {
        if (IsIdle) return Task.CompletedTask;
        _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _idle.Task;
    }

    /// <summary>A send at the end of its Subscribe: granted, refused, done because empty, or in line.</summary>
    public void Admit(SendOperation operation, SocketError refusal, ref Turn turn)
    {
        _outstanding++;
        Trace?.Subscribed(operation);
        operation.State.Enqueue();
        if (!operation.State.IsDecided)
        {
            if (refusal == SocketError.Success) refusal = life.Refusal;
            if (refusal != SocketError.Success || operation.Goal == 0) operation.State.Decide(refusal);
            else _line.Add(operation, Environment.CurrentManagedThreadId);
        }

        if (operation.State.IsDecided) Settle(operation, ref turn);
    }

    /// <summary>A request for one send.</summary>
    public void Ask(SendOperation operation, CancellationLevel level, ref Turn turn)
    {
        var verdict = Request(operation, level);
        turn.Withdraw |= verdict == Verdict.Pending && operation == _line.Running;
        if (verdict != Verdict.Granted) return;
        _line.Remove(operation);
        Settle(operation, ref turn);
    }

    /// <summary>A request for every send. All are asked before the first is settled: a granted Terminal closes the door for those
    /// who were not asked.</summary>
    public void AskAll(CancellationLevel level, ref Turn turn)
    {
        var granted = default(OperationList);
        for (var operation = _line.FirstWaiting; operation is not null;)
        {
            var next = operation.Next;
            if (Request(operation, level) == Verdict.Granted)
            {
                _line.Remove(operation);
                granted.Add(operation);
            }

            operation = next;
        }

        if (_line.Running is { } running) Ask(running, level, ref turn);
        while (granted.TakeFirst() is { } operation)
            Settle(operation, ref turn);
    }

    /// <summary>The subscriber of <paramref name="operation"/> has gone.</summary>
    public void Leave(SendOperation operation, ref Turn turn)
    {
        ref var state = ref operation.State;
        if (state.Watch == Watch.Notifying) state.Watch = Watch.Ended;
        if (state.Watch != Watch.Watched) return;
        state.Watch = Watch.Left;
        Trace?.Left(operation);
        Ask(operation, operation.Plan.OnUnsubscribe, ref turn);
        if (!state.WantsWithdrawal) WatchIfAlone(operation, ref turn);
    }

    /// <summary>The running send has come back from the engine. It is settled, or is to be started again.</summary>
    public void Apply(in NativeOutcome outcome, bool mayStart, ref Turn turn)
    {
        var operation = _line.Running!;
        if (Decides(operation, outcome, ref turn))
        {
            _line.Finish();
            Settle(operation, ref turn);
            GoOn(ref turn, mayStart);
        }
        else
        {
            WatchIfAlone(operation, ref turn);
            GoOnWith(operation, outcome, mayStart, ref turn);
        }

        turn.Withdraw = false; // what was asked meanwhile has been weighed: the send was in our hands
    }

    /// <summary>The condition of a write has answered. One that was stopped meanwhile does not care.</summary>
    public void Answered(Consultation consultation, ref Turn turn)
    {
        var operation = consultation.Operation;
        if (operation.State.IsDecided) return;
        operation.State.Begin();
        if (consultation.Most > 0)
        {
            turn.Start = operation;
            return;
        }

        operation.Extras!.Cause ??= consultation.Cause;
        operation.State.Decide(consultation.Error);
        _line.Finish();
        Settle(operation, ref turn);
    }

    /// <summary>Terminal was granted, or the engine is gone: who waits has no wire any more.</summary>
    public void CloseDoor(ref Turn turn)
    {
        turn.StateChanged |= life.CloseDoor();
        while (_line.FirstWaiting is { } waiting)
        {
            _line.Remove(waiting);
            waiting.State.Decide(SocketError.Disconnecting);
            Settle(waiting, ref turn);
        }
    }

    /// <summary>Stops all and ends the socket; the first end counts.</summary>
    public bool End(SocketEnd end, CancellationLevel level, ref Turn turn)
    {
        if (!life.End(end)) return false;
        turn.StateChanged = true;
        AskAll(level, ref turn);
        _line.Release();
        return true;
    }

    /// <summary>The loop has a turn for the sends that one stack has left.</summary>
    public void Resume(ref Turn turn)
    {
        _yielded = false;
        if (_line.Running is not { State.Phase: SendPhase.Paused, Plan.HasOwnCondition: false } paused) return;
        paused.State.Begin();
        turn.Start = paused;
    }

    /// <summary>The last act of every step: who is next, and is there an end.</summary>
    public void GoOn(ref Turn turn, bool mayStart = true)
    {
        if (!_yielded && _line.HasNext)
        {
            if (mayStart) Start(_line.StartNext()!, ref turn);
            else turn.Yield = _yielded = true;
        }

        if (turn.Start is { } started) WatchIfAlone(started, ref turn);
        turn.Close |= _line.Running is null && life.TakeClose();
        if (IsIdle) (turn.Idle, _idle) = (_idle, null);
    }

    private bool Decides(SendOperation operation, in NativeOutcome outcome, ref Turn turn)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Moved:
                Volatile.Write(ref _bytes, _bytes + outcome.Bytes);
                operation.Advance(outcome.Bytes);
                return operation.State.Progress(outcome.Bytes, operation.Goal, operation.Plan.IsComposed);
            case OutcomeKind.Failed when operation is { Plan.HasOwnCondition: true, State.WantsWithdrawal: false }:
                return false; // the condition may go on past it
            case OutcomeKind.Failed:
                if (outcome.Cause is not null) operation.ExtrasForWriting().Cause ??= outcome.Cause;
                return operation.State.Decide(outcome.Error);
            case OutcomeKind.Closed:
                End(SocketEnd.Close, CancellationLevel.Terminal, ref turn);
                operation.State.Request(CancellationLevel.Terminal);
                return operation.State.Withdrawn();
            default:
                return operation.State.Withdrawn();
        }
    }

    private static void Start(SendOperation operation, ref Turn turn)
    {
        if (operation.Plan.HasOwnCondition) Consult(operation, NativeOutcome.Moved(0), ref turn);
        else turn.Start = operation;
    }

    /// <summary>The native send has not decided the running one: what comes next.</summary>
    private void GoOnWith(SendOperation operation, in NativeOutcome outcome, bool mayStart, ref Turn turn)
    {
        if (operation.Plan.HasOwnCondition && outcome.Kind != OutcomeKind.Withdrawn)
        {
            Consult(operation, outcome, ref turn);
        }
        else if (mayStart || operation.Plan.Condition is null)
        {
            turn.Start = operation;
        }
        else
        {
            operation.State.Pause(); // steps may be small and many
            turn.Yield = _yielded = true;
        }
    }

    private static void Consult(SendOperation operation, in NativeOutcome outcome, ref Turn turn)
    {
        operation.State.Pause();
        turn.Consult = operation.ExtrasForWriting().Consultation ??= new Consultation(operation);
        turn.Consult.Prepare(outcome);
    }

    private Verdict Request(SendOperation operation, CancellationLevel level)
    {
        var verdict = operation.State.Request(level);
        Trace?.Asked(operation, level, verdict);
        return verdict;
    }

    private void Settle(SendOperation operation, ref Turn turn)
    {
        _outstanding--;
        Trace?.Settled(operation);
        turn.Settled.Add(operation);
        if (operation.State.IsTorn) _line.Hold(operation);
        if (operation.State.Cancelled == CancellationLevel.Terminal) CloseDoor(ref turn);
    }

    private void WatchIfAlone(SendOperation operation, ref Turn turn)
    {
        if (operation.State is not { Watch: Watch.Left, Phase: SendPhase.Running }) return;
        if (unwatchedLimit == Timeout.InfiniteTimeSpan || operation.Extras?.Stall is not null) return;
        turn.Stall = operation.ExtrasForWriting().Stall = new StallWatch(operation, clock, unwatchedLimit);
    }
}
