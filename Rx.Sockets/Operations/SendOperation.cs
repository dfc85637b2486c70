using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Diagnostics;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>One subscription of a send: its state, its place in the queue, and its delivery. Fields belong to the queue's gate.</summary>
internal abstract class SendOperation(SendPlan plan) : ICancellable, IThreadPoolWorkItem
{
    private SendState _state;

    /// <summary>Links of the queue.</summary>
    public SendOperation? Next { get; set; }

    /// <inheritdoc cref="Next"/>
    public SendOperation? Previous { get; set; }

    public SendPlan Plan { get; protected set; } = plan;

    public SendExtras? Extras { get; private set; }

    /// <summary>What is under way if it is a composed send that has been submitted.</summary>
    public ComposedRun? Run => Extras?.Run;

    /// <summary>The composed send of which it is a step.</summary>
    public ComposedRun? PartOf => Plan.Owner as ComposedRun;

    /// <summary>By reference: the state machine is a mutable struct and is never copied.</summary>
    public ref SendState State => ref _state;

    public long Length => Extras?.Cursor?.Length ?? Plan.Buffers.Single.Length;

    /// <summary>How many bytes complete it; a condition of the user's may say so earlier.</summary>
    public long Goal => Plan.Condition is { } condition ? Math.Min(Length, condition.Goal) : Length;

    /// <summary>What the next native send is to be offered.</summary>
    public Unsent Unsent => Plan.Condition is { } condition
        ? UnsentUpTo(Extras?.Consultation?.Most ?? condition.MostAfter(_state.Moved))
        : Rest;

    private Unsent Rest => Extras?.Cursor?.Unsent ?? new Unsent(Plan.Buffers.Single[(int)_state.Moved..]);

    /// <summary>Nothing is to be sent. Of a composed send nobody knows before its body has run.</summary>
    public bool IsEmpty => Goal == 0 && Run is null && !Plan.IsWait;

    /// <summary>One piece of memory, and nothing else that has a say in how it goes.</summary>
    public bool IsBytesOnly => Plan is { IsPlain: true, IsSingle: true, Flags: SocketFlags.None, Buffers.Single.IsEmpty: false }
        && Extras is null && _state.Requested == CancellationLevel.None;

    /// <summary>Whether there is a subscriber that could leave.</summary>
    public virtual bool CanLeave => false;

    /// <summary>What its leaving asks for.</summary>
    public virtual CancellationLevel OnLeave => Plan.OnUnsubscribe;

    /// <summary>Takes the list of slices, arms signals, then timers, then takes its place. Nothing is delivered on this stack.</summary>
    public void Start()
    {
        var refusal = Plan.IsSingle ? SocketError.Success : TakeSlices();
        if (GuardedMemory.IsWatching) Guard();
        var terms = Plan.Terms;
        if (terms is null)
        {
            Plan.Owner.Submit(this, refusal);
            return;
        }

        foreach (var trigger in terms.Triggers)
        {
            if (!TryArm(trigger)) refusal = SocketError.AlreadyInProgress;
        }

        foreach (var consigned in terms.Consigned)
            TakeOver(consigned, ref refusal);
        if (terms.Immediate is { } immediate) ImmediateDelivery.Submit(this, refusal, immediate);
        else Plan.Owner.Submit(this, refusal);
    }

    /// <summary>Begins one native send of what is next, or the wait for room.</summary>
    public bool TryStartOn(SendPort port, out NativeOutcome outcome)
    {
        Extras?.Progress?.Moved(_state.Moved);
        return Plan.IsWait ? port.TryAwaitRoom(out outcome) : port.TryStart(Unsent, Plan.Flags, out outcome);
    }

    /// <summary>Bytes of it are out.</summary>
    public void Advance(long bytes)
    {
        Extras?.Cursor?.Advance(bytes);
        Extras?.Stall?.Progressed();
        PartOf?.Whole.CountStep(bytes);
    }

    public SendExtras ExtrasForWriting() => Extras ??= new SendExtras();

    public void RequestCancel(CancellationLevel level) => Plan.Owner.Request(this, level);

    public void SignalFailed(Exception error) => Plan.Owner.Request(this, OnLeave, error);

    /// <summary>It gets no byte out and nobody watches.</summary>
    public void Stop()
    {
        if (Run is { } run) run.Stop();
        else RequestCancel(CancellationLevel.Terminal);
    }

    /// <summary>The send has settled: brings the outcome to whoever waits, never on this stack unless polled for.</summary>
    public virtual void Post()
    {
        if (Plan.Terms?.Immediate is null || !ImmediateDelivery.Claims(this)) Plan.Executor.Post(this);
    }

    /// <summary>Delivery, on the executor: first the ledger, then the observer.</summary>
    public virtual void Execute()
    {
        var owner = Plan.Owner; // an awaited operation may be in use again when Notify returns
        var hold = owner.BeginDelivery(this);
        var delivered = true;
        try
        {
            Settle();
        }
        finally
        {
            try
            {
                delivered = Notify();
            }
            finally
            {
                owner.EndDelivery(hold, delivered);
            }
        }
    }

    /// <summary>Once for every subscription: signals and timers are let go, the lender and the ledger are told.</summary>
    protected virtual void Settle()
    {
        try
        {
            Extras?.Release();
        }
        finally
        {
            try
            {
                Extras?.Lender?.TakeBack(_state.Moved);
            }
            finally
            {
                Plan.Settled?.Invoke(_state.Result);
            }
        }
    }

    /// <summary>Makes a finished operation new.</summary>
    protected void Reset(SendPlan plan)
    {
        Plan = plan;
        Extras = null;
        _state = default;
    }

    /// <summary>Tells the observer, if one is left. False: it has yet to come, and is told when it does.</summary>
    protected abstract bool Notify();

    /// <summary>A step of this composed send got bytes out.</summary>
    private void CountStep(long bytes)
    {
        _state.Count(bytes);
        Extras?.Stall?.Progressed();
    }

    private Unsent UnsentUpTo(long most)
    {
        if (Extras?.Cursor is { } cursor) return cursor.UnsentUpTo(most);
        var rest = Rest.First;
        return new Unsent(rest[..(int)Math.Min(most, rest.Length)]);
    }

    private SocketError TakeSlices()
    {
        try
        {
            var extras = ExtrasForWriting();
            var buffers = Plan.Source?.LendOnce() ?? Plan.Buffers;
            extras.Lender = Plan.Source;
            extras.Cursor = new SliceCursor(buffers.Snapshot() ?? SliceList.Of([buffers.Single]));
            return SocketError.Success;
        }
        catch (Exception error)
        {
            // The caller's list threw while it was being read; Subscribe does not throw for that.
            Extras!.Cursor = new SliceCursor(SliceList.Of(ReadOnlySpan<ReadOnlyMemory<byte>>.Empty));
            Extras.Cause = error;
            return SocketError.Fault;
        }
    }

    /// <summary>For debugging: memory of a guarded pool notes that it is being sent.</summary>
    private void Guard()
    {
        var all = Rest;
        for (var i = 0; i < all.Count; i++)
        {
            if (GuardedMemory.Lend(all[i]) is { } memory) (ExtrasForWriting().Guarded ??= []).Add(memory);
        }
    }

    // False: the trigger serves another send.
    private bool TryArm(CancelTrigger trigger)
    {
        try
        {
            ExtrasForWriting().Armed.Add(trigger.Arm(this, Plan.Owner.Clock));
        }
        catch (Exception error) when (trigger.IsExclusive)
        {
            Extras!.Cause ??= error;
            return false;
        }
        catch (Exception error)
        {
            SignalFailed(error);
        }

        return true;
    }

    private void TakeOver(Consignment consigned, ref SocketError refusal)
    {
        if (consigned.TryTake())
        {
            ExtrasForWriting().Armed.Add(consigned);
        }
        else if (refusal == SocketError.Success)
        {
            refusal = SocketError.Fault;
            ExtrasForWriting().Cause = new ObjectDisposedException("Consign", "Another send has taken over what this one is to dispose.");
        }
    }
}
