using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>
/// The sends of one socket. What is decided is decided by the arbiter under the gate; what is done (system calls, posts, closing)
/// is done outside it, by <see cref="TurnCarrier"/>.
/// </summary>
/// <remarks>At any time the line has a running send, which then belongs to exactly one stack or to the engine, or it is lent to exactly one
/// stack, or neither. So no two threads ever drive the port at once.</remarks>
internal sealed class SendQueue : ISendOwner, ISendSink, IThreadPoolWorkItem
{
    // What is decided under the gate, and then carried out.
    private delegate void Act<in T>(SendArbiter arbiter, T argument, ref Turn turn);

    private readonly Lock _gate = new();
    private readonly SendArbiter _arbiter;
    private readonly SendPort _port;
    private readonly IExecutor? _turns;
    private readonly TurnCarrier _carrier;
    private AwaitedSend? _spare;

    /// <param name="attach">Makes the port, which reports to this queue.</param>
    /// <param name="executor">Where notifications run.</param>
    /// <param name="turns">Where a queue goes on that has had enough of one stack; null: it never has.</param>
    /// <param name="clock">The engine's clock.</param>
    /// <param name="unwatchedLimit">How long an unwatched send may get no byte out.</param>
    public SendQueue(Func<ISendSink, SendPort> attach, IExecutor executor, IExecutor? turns, TimeProvider clock, TimeSpan unwatchedLimit)
    {
        Executor = executor;
        Clock = clock;
        Life = new SocketLife(executor);
        _turns = turns;
        _arbiter = new SendArbiter(Life, clock, unwatchedLimit);
        _carrier = new TurnCarrier(this, _gate, _arbiter, turns);
        _port = _carrier.Port = attach(this);
    }

    public IExecutor Executor { get; }

    public TimeProvider Clock { get; }

    public SocketLife Life { get; }

    public long BytesTransferred => _arbiter.BytesTransferred;

    public int Outstanding => _arbiter.Outstanding;

    /// <summary>Who watches; null: nobody.</summary>
    public ISendTrace? Trace
    {
        get => _arbiter.Trace;
        set => _arbiter.Trace = value;
    }

    /// <summary>The send that is with the engine; steady only on the stack that drives it.</summary>
    public SendOperation? Running => _arbiter.Line.Running;

    /// <summary>Whether the calling thread turns the loop, which therefore waits for it.</summary>
    public bool IsTurning => _turns is { IsCurrent: true };

    /// <summary>The loop that waits for the socket; null in virtual time.</summary>
    public EngineLoop? Loop => _turns as EngineLoop;

    /// <summary>Where work of ours goes on that has left its stack and is no notification: on the loop if it is the loop's already, or if
    /// notifications are; else on the thread pool. In virtual time nothing may leave its scheduler.</summary>
    public IExecutor Hands => _turns is not null && (_turns.IsCurrent || _turns == Executor) ? _turns
        : GoesOnWhileWaiting ? PoolExecutor.Instance : Executor;

    /// <inheritdoc cref="SendPort.GoesOnWhileWaiting"/>
    public bool GoesOnWhileWaiting => _port.GoesOnWhileWaiting;

    public Task WhenIdle()
    {
        lock (_gate)
            return _arbiter.WhenIdle();
    }

    public void Submit(SendOperation operation, SocketError refusal)
    {
        if (operation.CanLeave) Life.Expect();
        if (refusal == SocketError.Success && operation.IsBytesOnly && operation.Plan.Owner == this && TryAtOnce(operation)) return;
        if (operation.Plan.Composition is { } composition) operation.ExtrasForWriting().Run = new ComposedRun(this, operation, composition);
        var isOpen = _port.IsOpen;
        if (!isOpen) refusal = SocketError.NotSocket;
        else if (refusal == SocketError.Success && !_port.Accepts(operation.Plan.Flags)) refusal = SocketError.OperationNotSupported;
        var turn = default(Turn);
        lock (_gate)
        {
            if (!isOpen) _arbiter.End(SocketEnd.Close, CancellationLevel.Terminal, ref turn); // by somebody else, and nobody knew yet
            _arbiter.Admit(operation, refusal, ref turn);
            _arbiter.GoOn(ref turn);
        }

        _carrier.Carry(ref turn);
    }

    /// <summary>Lends the socket for one <see cref="SendPort.Attempt"/>, where nobody is in line. The attempt may run code of the user, if it
    /// reads memory of his.</summary>
    /// <returns>Null: there is somebody. Else <see cref="TakeBack"/> or <see cref="GoOn"/> follows at once.</returns>
    public SendPort? TryLend()
    {
        if (!_port.IsOpen) return null;
        lock (_gate)
            return Speculation.TryBegin(_arbiter) ? _port : null;
    }

    /// <summary>All that was tried is out; <paramref name="operation"/>, if there is one, was that.</summary>
    public void TakeBack(long bytes, SendOperation? operation = null)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            Speculation.End(_arbiter, operation, bytes);
            _arbiter.GoOn(ref turn);
        }

        operation?.Post(); // before those that came meanwhile
        _carrier.Carry(ref turn);
    }

    /// <summary>An operation goes on with what was tried before it was in line.</summary>
    public void GoOn(SendOperation operation, in NativeOutcome outcome) => Do(Speculation.GoOn, (operation, outcome));

    public void Request(SendOperation operation, CancellationLevel level, Exception? cause = null)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            if (cause is not null && !operation.State.IsDecided) operation.ExtrasForWriting().Cause ??= cause;
            _arbiter.Ask(operation, level, ref turn);
            _arbiter.GoOn(ref turn);
        }

        _carrier.Carry(ref turn);
    }

    public void Leave(SendOperation operation) =>
        Do(static (SendArbiter arbiter, SendOperation left, ref Turn turn) => arbiter.Leave(left, ref turn), operation);

    /// <summary>A request for Terminal that no filter of a composed send keeps out.</summary>
    public void Force(SendOperation operation) =>
        Do(static (SendArbiter arbiter, SendOperation stopped, ref Turn turn) => arbiter.Force(stopped, CancellationLevel.Terminal, ref turn), operation);

    /// <summary>The body of a composed send is about to run. False: it was cancelled before.</summary>
    public bool TryBegin(SendOperation composed)
    {
        var turn = default(Turn);
        bool begins;
        lock (_gate)
            begins = _arbiter.TryBegin(composed, ref turn);
        _carrier.Carry(ref turn);
        return begins;
    }

    /// <summary>The body of a composed send is over.</summary>
    public void Conclude(ComposedRun run, Exception? thrown) =>
        Do(
            static (SendArbiter arbiter, (ComposedRun Run, Exception? Thrown) over, ref Turn turn) => arbiter.Conclude(over.Run, over.Thrown, ref turn),
            (run, thrown));

    /// <summary>A request for every outstanding send.</summary>
    public void CancelAll(CancellationLevel level) =>
        Do(static (SendArbiter arbiter, CancellationLevel asked, ref Turn turn) => arbiter.AskAll(asked, force: false, ref turn), level);

    /// <summary>Refuses new sends, stops the outstanding ones, and ends the socket when no system call of ours is in progress.</summary>
    /// <returns>Whether the end had not begun before.</returns>
    public bool Stop(SocketEnd end, CancellationLevel level)
    {
        var turn = default(Turn);
        bool first;
        lock (_gate)
        {
            first = _arbiter.End(end, level, ref turn);
            _arbiter.GoOn(ref turn);
        }

        _carrier.Carry(ref turn);
        return first;
    }

    public void Answered(Consultation consultation) =>
        Do(static (SendArbiter arbiter, Consultation answered, ref Turn turn) => arbiter.Answered(answered, ref turn), consultation);

    public void EngineStopped() =>
        Do(
            static (SendArbiter arbiter, CancellationLevel asked, ref Turn turn) =>
            {
                arbiter.AskAll(asked, force: true, ref turn);
                arbiter.CloseDoor(ref turn);
            },
            CancellationLevel.Terminal);

    public void Completed(in NativeOutcome outcome)
    {
        var turn = default(Turn);
        _carrier.Apply(outcome, mayStart: true, ref turn);
        _carrier.Carry(ref turn);
    }

    /// <summary>A turn of the loop for the sends that one stack has left.</summary>
    void IThreadPoolWorkItem.Execute() => Do(static (SendArbiter arbiter, bool _, ref Turn turn) => arbiter.Resume(ref turn), argument: false);

    public int BeginDelivery(SendOperation operation)
    {
        lock (_gate)
        {
            ref var state = ref operation.State;
            if (state.Watch == Watch.Watched) state.Watch = Watch.Notifying;
            if (operation.PartOf is null) _arbiter.Trace?.Delivering(operation);
            return _arbiter.Line.BeginDelivery(operation, Environment.CurrentManagedThreadId);
        }
    }

    public void EndDelivery(int hold, bool delivered)
    {
        if (hold == 0) return;
        var turn = default(Turn);
        lock (_gate)
        {
            _arbiter.Line.EndDelivery(hold, delivered);
            _arbiter.GoOn(ref turn);
        }

        _carrier.Carry(ref turn);
    }

    public void DropHold(SendOperation operation) =>
        Do(static (SendArbiter arbiter, SendOperation polled, ref Turn turn) => arbiter.Line.DropHold(polled), operation);

    public void Delivered() => Life.Delivered();

    public void Publish(SendResult result) => Life.Publish(result);

    public AwaitedSend? TakeSpare() => Interlocked.Exchange(ref _spare, null);

    public void KeepSpare(AwaitedSend send)
    {
        if (Volatile.Read(ref _spare) is null) Volatile.Write(ref _spare, send); // two at once: one of them is left to the collector
        else SpareSends.Keep(send);
    }

    /// <summary>The short way of a send that is alone and ready, as most are: it is over before it would have been in line. The kernel
    /// leaves the caches cold, so that what counts is how little code there is between two system calls.</summary>
    private bool TryAtOnce(SendOperation operation)
    {
        if (TryLend() is not { } port) return false;
        var data = operation.Plan.Buffers.Single;
        var tried = port.Attempt(new Unsent(data));
        if (tried.Bytes == data.Length) TakeBack(tried.Bytes, operation);
        else GoOn(operation, tried);
        return true;
    }

    private void Do<T>(Act<T> act, T argument)
    {
        var turn = default(Turn);
        lock (_gate)
        {
            act(_arbiter, argument, ref turn);
            _arbiter.GoOn(ref turn);
        }

        _carrier.Carry(ref turn);
    }
}
