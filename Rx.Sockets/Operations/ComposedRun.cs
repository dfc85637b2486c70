using System.Net.Sockets;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>A composed send that has its place: its body, what it has been asked, and the owner of its steps.</summary>
/// <remarks>The whole keeps the place in line from the moment it is its turn until its body is over and its last step has settled. Its
/// steps are ordinary operations of the same queue, one at a time, that nobody stands before.</remarks>
internal sealed class ComposedRun : ISendOwner, IThreadPoolWorkItem
{
    private readonly SendQueue _queue;
    private readonly Composition _composition;
    private readonly SlotCore _slot;

    // The last outcome of a step that was no success, boxed: what tells the failure of a step from an exception of the user's.
    private volatile object? _failure;
    private Exception? _thrown;

    public ComposedRun(SendQueue queue, SendOperation whole, Composition composition)
    {
        _queue = queue;
        _composition = composition;
        _slot = new SlotCore(new ForwardedTrigger(this));
        Whole = whole;
        Levels = new ComposedLevels(whole, composition.InFilter, composition.OutFilter);
    }

    public SendOperation Whole { get; }

    public ComposedLevels Levels { get; }

    /// <summary>For what the body awaits that is not a send of this socket.</summary>
    public SlotCore Slot => _slot;

    /// <summary>The step that has not settled. Gate.</summary>
    public SendOperation? Step { get; private set; }

    /// <summary>Whether the body is over. Gate.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public IExecutor Executor => _queue.Executor;

    /// <inheritdoc/>
    public TimeProvider Clock => _queue.Clock;

    /// <summary>Its turn has come: runs the body, unless the send has been cancelled meanwhile.</summary>
    public void Execute()
    {
        if (!_queue.TryBegin(Whole)) return;
        AwaitedSend.BeginTurn();
        Task body;
        try
        {
            body = _composition.Body(this)
                ?? throw new InvalidOperationException("The function of a composed send gave null instead of a task.");
        }
        catch (Exception error)
        {
            body = Task.FromException(error);
        }

        if (body.IsCompleted) Conclude(body);
        else body.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => Conclude(body));
    }

    /// <summary>Stops the body at the next opportunity if it has noted something that can be had.</summary>
    public void ThrowIfCancelled()
    {
        var level = Levels.Grantable;
        if (level == CancellationLevel.None) return;
        var result = new SendResult(SocketError.OperationAborted, Whole.State.Moved, level);
        _failure = result;
        throw new SendException(result);
    }

    /// <summary>It gets no byte out although nobody watches, or the socket ends: filters do not count.</summary>
    public void Stop() => _queue.Force(Whole);

    /// <summary>A step at the end of its Subscribe. Gate.</summary>
    /// <returns>Why it is refused, if so.</returns>
    public SocketError Admit(SendOperation step, SocketError refusal)
    {
        if (IsOver) return Refuse(step, SocketError.OperationNotSupported, "The composed send is over; a step of it cannot be begun any more.");
        if (Step is not null)
            return Refuse(step, SocketError.AlreadyInProgress, "A step of this composed send is under way; await it before the next one is begun.");
        step.State.Request(Levels.Forwarded);
        return refusal;
    }

    /// <summary>It stands in the place of the whole. Gate.</summary>
    public void Accept(SendOperation step) => Step = step;

    /// <summary>It has settled. Gate.</summary>
    public void Settled(SendOperation step)
    {
        if (!step.State.Result.IsSuccess) _failure = step.State.Result;
        if (Step == step) Step = null;
    }

    /// <summary>The body is over. Gate.</summary>
    public void Over(Exception? thrown)
    {
        IsOver = true;
        _thrown = thrown;
        if (thrown is null && Step is not null)
            _thrown = new InvalidOperationException("The function of a composed send returned while a step of it was under way; await each step.");
    }

    /// <summary>Body and steps are over, which decides the whole. Gate.</summary>
    public void Decide()
    {
        var (error, cancelled, cause) = Outcome();
        if (cause is not null) Whole.ExtrasForWriting().Cause = cause;
        Whole.State.Conclude(error, cancelled);
    }

    /// <summary>Tells whoever is bound to the slot, elsewhere: that may be user code.</summary>
    public void Announce()
    {
        if (_slot.IsBound) Executor.Post(new Announcement(this));
    }

    /// <inheritdoc/>
    public void Submit(SendOperation operation, SocketError refusal) => _queue.Submit(operation, refusal);

    /// <inheritdoc/>
    public void Request(SendOperation operation, CancellationLevel level, Exception? cause = null) => _queue.Request(operation, level, cause);

    /// <inheritdoc/>
    public void Answered(Consultation consultation) => _queue.Answered(consultation);

    /// <inheritdoc/>
    public void Leave(SendOperation operation) => _queue.Leave(operation);

    /// <inheritdoc/>
    public int BeginDelivery(SendOperation operation) => _queue.BeginDelivery(operation);

    /// <inheritdoc/>
    public void EndDelivery(int hold, bool delivered) => _queue.EndDelivery(hold, delivered);

    /// <inheritdoc/>
    public void DropHold(SendOperation operation)
    {
        // A step holds nothing: the whole keeps the place.
    }

    /// <inheritdoc/>
    public void Delivered() => _queue.Delivered();

    /// <inheritdoc/>
    public void Publish(SendResult result)
    {
        // The whole reports the bytes of its steps, once.
    }

    /// <inheritdoc/>
    public AwaitedSend? TakeSpare() => _queue.TakeSpare();

    /// <inheritdoc/>
    public void KeepSpare(AwaitedSend send) => _queue.KeepSpare(send);

    private ComposedEnd Outcome()
    {
        if (_thrown is null) return new ComposedEnd(SocketError.Success);
        if (_thrown is SendException failed && _failure is SendResult failure && failed.Result == failure)
            return new ComposedEnd(failure.Error, Cancellation.Levels.OfWhole(failure.Cancelled, Whole.State.Moved), failed.InnerException);
        var stopped = _thrown is OperationCanceledException or SendException { Result.Error: SocketError.OperationAborted };
        return stopped && Levels.Grantable is not CancellationLevel.None and var level
            ? new ComposedEnd(SocketError.OperationAborted, level, _thrown)
            : new ComposedEnd(SocketError.SocketError, Cause: _thrown);
    }

    private static SocketError Refuse(SendOperation step, SocketError refusal, string why)
    {
        step.ExtrasForWriting().Cause ??= new InvalidOperationException(why);
        return refusal;
    }

    private void Conclude(Task body)
    {
        var thrown = body.IsCanceled ? new TaskCanceledException(body) : body.Exception?.InnerException;
        _queue.Conclude(this, thrown);
    }

    private sealed class ForwardedTrigger(ComposedRun run) : CancelTrigger
    {
        public override IDisposable Arm(ICancellable target, TimeProvider clock)
        {
            if (run.Levels.Forwarded is not CancellationLevel.None and var noted) target.RequestCancel(noted);
            return Nothing.Instance;
        }
    }

    private sealed class Announcement(ComposedRun run) : IThreadPoolWorkItem
    {
        public void Execute() => run._slot.Emit(run.Levels.Forwarded);
    }
}
