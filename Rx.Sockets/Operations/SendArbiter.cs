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

    /// <summary>Sends that have not settled; whoever has borrowed the line is one.</summary>
    public int Outstanding
    {
        get => Volatile.Read(ref _outstanding);
        set => Volatile.Write(ref _outstanding, value);
    }

    /// <summary>Nobody watches, and nothing has ended.</summary>
    public bool IsQuiet => Trace is null && !_yielded && life.Refusal == SocketError.Success;

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
        if (operation.PartOf is { } run) refusal = run.Admit(operation, refusal);
        else _outstanding++;
        TraceOf(operation)?.Subscribed(operation);
        operation.State.Enqueue();
        if (!operation.State.IsDecided)
        {
            if (refusal == SocketError.Success) refusal = life.Refusal;
            if (refusal != SocketError.Success || operation.IsEmpty) operation.State.Decide(refusal);
            else Accept(operation);
        }

        if (operation.State.IsDecided) Settle(operation, ref turn);
    }

    /// <summary>A request for one send.</summary>
    public void Ask(SendOperation operation, CancellationLevel level, ref Turn turn)
    {
        if (operation is { Run: { } run, State.Phase: SendPhase.Running })
        {
            var noted = run.Levels.Note(level);
            Trace?.Asked(operation, level, noted ? Verdict.Pending : Verdict.Refused);
            if (noted) AskStep(run, ref turn);
            return;
        }

        var verdict = Request(operation, level);
        turn.Withdraw |= verdict == Verdict.Pending && operation == _line.Running;
        if (verdict != Verdict.Granted) return;
        _line.Remove(operation);
        Settle(operation, ref turn);
    }

    /// <summary>A request that no filter of a composed send keeps out.</summary>
    public void Force(SendOperation operation, CancellationLevel level, ref Turn turn)
    {
        if (operation is not { Run: { } run, State.Phase: SendPhase.Running })
        {
            Ask(operation, level, ref turn);
            return;
        }

        Trace?.Asked(operation, level, Verdict.Pending);
        run.Levels.Force(level);
        AskStep(run, ref turn);
    }

    /// <summary>A request for every send. All are asked before one is settled: a granted Terminal closes the door for those not asked.</summary>
    public void AskAll(CancellationLevel level, bool force, ref Turn turn)
    {
        _line.AskBorrower(level);
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

        if ((_line.Composed ?? _line.Running) is { } first)
        {
            if (force) Force(first, level, ref turn);
            else Ask(first, level, ref turn);
        }

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
        TraceOf(operation)?.Left(operation);
        Ask(operation, operation.OnLeave, ref turn);
        if (!state.WantsWithdrawal) WatchIfAlone(operation, ref turn);
    }

    /// <summary>The body of a composed send is about to run. False: it was cancelled before.</summary>
    public bool TryBegin(SendOperation composed, ref Turn turn)
    {
        if (composed.State.IsDecided) return false;
        composed.State.Begin();
        WatchIfAlone(composed, ref turn);
        return true;
    }

    /// <summary>The body of a composed send is over; so is the send, unless a step is still under way.</summary>
    public void Conclude(ComposedRun run, Exception? thrown, ref Turn turn)
    {
        run.Over(thrown);
        if (run.Step is null) Conclude(run, ref turn);
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
            if (Steps.GoOn(operation, outcome, mayStart, ref turn)) turn.Yield = _yielded = true;
        }

        turn.Withdraw = false; // what was asked meanwhile has been weighed: the send was in our hands
    }

    /// <summary>The condition of a write has answered.</summary>
    public void Answered(Consultation consultation, ref Turn turn)
    {
        if (!Steps.Decides(consultation, ref turn)) return;
        _line.Finish();
        Settle(consultation.Operation, ref turn);
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
        AskAll(level, force: true, ref turn);
        _line.Release();
        return true;
    }

    /// <summary>The loop has a turn for the sends that one stack has left.</summary>
    public void Resume(ref Turn turn)
    {
        _yielded = false;
        Steps.Resume(_line.Running, ref turn);
    }

    /// <summary>The last act of every step: who is next, and is there an end.</summary>
    public void GoOn(ref Turn turn, bool mayStart = true)
    {
        if (!_yielded && _line.HasNext)
        {
            if (mayStart) Steps.Begin(_line.StartNext()!, ref turn);
            else turn.Yield = _yielded = true;
        }

        if (turn.Start is { } started) WatchIfAlone(started, ref turn);
        turn.Close |= _line.IsFree && life.TakeClose();
        if (_idle is not null && IsIdle) (turn.Idle, _idle) = (_idle, null);
    }

    /// <summary>The kernel has taken so many bytes.</summary>
    public void Count(long bytes) => Volatile.Write(ref _bytes, _bytes + bytes);

    private bool Decides(SendOperation operation, in NativeOutcome outcome, ref Turn turn)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Moved:
                operation.Advance(outcome.Bytes); // before the count: whoever sees the byte knows that the limit starts anew
                Count(outcome.Bytes);
                Trace?.Moved(operation.PartOf?.Whole ?? operation, outcome.Bytes);
                return operation.State.Progress(outcome.Bytes, operation.Goal, operation.Plan.IsComposed);
            case OutcomeKind.Failed when operation is { Plan.HasOwnCondition: true, State.WantsWithdrawal: false }:
                return false; // the condition may go on past it
            case OutcomeKind.Failed:
                if (outcome.Cause is not null) operation.ExtrasForWriting().Cause ??= outcome.Cause;
                return operation.State.Decide(outcome.Error);
            case OutcomeKind.Closed:
                End(SocketEnd.Close, CancellationLevel.Terminal, ref turn); // it, or the end that came before, has asked this send
                return operation.State.Withdrawn();
            default:
                return operation.State.Withdrawn();
        }
    }

    private Verdict Request(SendOperation operation, CancellationLevel level)
    {
        var verdict = operation.State.Request(level);
        TraceOf(operation)?.Asked(operation, level, verdict);
        return verdict;
    }

    private void AskStep(ComposedRun run, ref Turn turn)
    {
        if (run.Step is { } step) Ask(step, run.Levels.Forwarded, ref turn);
        turn.Asked = run;
    }

    private void Accept(SendOperation operation)
    {
        if (operation.PartOf is not { } run)
        {
            _line.Add(operation, Environment.CurrentManagedThreadId);
            return;
        }

        run.Accept(operation);
        _line.AddStep(operation);
    }

    private void Settle(SendOperation operation, ref Turn turn)
    {
        TraceOf(operation)?.Settled(operation);
        turn.Settled.Add(operation);
        if (operation.State.Cancelled == CancellationLevel.Terminal) CloseDoor(ref turn);
        if (operation.PartOf is { } run)
        {
            run.Settled(operation);
            if (run is { IsOver: true, Step: null, Whole.State.IsDecided: false }) Conclude(run, ref turn);
            return;
        }

        _outstanding--;
        if (operation.State.IsTorn) _line.Hold(operation);
    }

    private void Conclude(ComposedRun run, ref Turn turn)
    {
        run.Decide();
        _line.Remove(run.Whole);
        Settle(run.Whole, ref turn);
    }

    // The steps of a composed send are its own affair.
    private ISendTrace? TraceOf(SendOperation operation) => operation.PartOf is null ? Trace : null;

    private void WatchIfAlone(SendOperation operation, ref Turn turn)
    {
        if (operation.State is not { Watch: Watch.Left, Phase: SendPhase.Running } || operation.PartOf is not null) return;
        if (unwatchedLimit == Timeout.InfiniteTimeSpan || operation.Extras?.Stall is not null) return;
        turn.Stall = operation.ExtrasForWriting().Stall = new StallWatch(operation, clock, unwatchedLimit);
    }
}
