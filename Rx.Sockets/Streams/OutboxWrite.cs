using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>The write of a stream, used again and again: an ordinary write of the socket's queue, whose outcome is polled by the stack
/// that began it, or brought to its owner.</summary>
internal sealed class OutboxWrite(SendQueue queue, IWriteOwner owner)
    : SendOperation(new SendPlan(queue, default, SocketFlags.None, IsComposed: true) { OnUnsubscribe = CancellationLevel.None })
{
    private const int Starting = 0;
    private const int Pending = 1;
    private const int Over = 2;
    private const int Torn = 3;

    private int _stage;

    public SendResult Result => State.Result;

    public Exception? Cause => Extras?.Cause;

    /// <summary>Begins a write.</summary>
    /// <param name="buffers">What to write.</param>
    /// <param name="unwatched">Whether nobody waits for it, so that a peer that takes nothing must not hold it up for ever.</param>
    /// <param name="asked">What is asked of it from the beginning.</param>
    /// <returns>Whether it is over. If not, the owner is told when it is, never on this stack.</returns>
    public bool Begin(in BufferSequence buffers, bool unwatched, CancellationLevel asked)
    {
        Prepare(buffers, unwatched);
        if (asked != CancellationLevel.None) State.Request(asked);
        return Go();
    }

    /// <summary>Begins a write whose beginning was tried without it.</summary>
    /// <param name="tried">What came of that.</param>
    /// <param name="buffers">All of it.</param>
    /// <param name="unwatched">As for <see cref="Begin"/>.</param>
    /// <param name="asked">As well.</param>
    /// <returns>As well.</returns>
    public bool BeginAfter(in NativeOutcome tried, in BufferSequence buffers, bool unwatched, CancellationLevel asked)
    {
        Prepare(buffers, unwatched);
        if (asked != CancellationLevel.None) State.Request(asked);
        queue.GoOn(this, tried);
        return IsOver();
    }

    /// <summary>Begins the write of the rest of a message, which nobody waits for. The message has begun: Total would tear it.</summary>
    /// <returns>As for <see cref="Begin"/>.</returns>
    public bool BeginRest(in BufferSequence rest)
    {
        Prepare(rest, unwatched: true);
        State.Continue();
        return Go();
    }

    /// <summary>Asks the write that is pending, if one is. It is not begun again after the owner knows that somebody
    /// asks.</summary>
    public void Ask(CancellationLevel level, bool unwatched)
    {
        if (Volatile.Read(ref _stage) != Pending) return;
        if (unwatched) queue.Leave(this);
        if (level != CancellationLevel.None) RequestCancel(level);
    }

    /// <summary>Let go of what it came with; its outcome stays.</summary>
    public void LetGo()
    {
        if (Extras is not null) Settle();
    }

    public override void Post()
    {
        // Torn: always on the stack of its delivery, so that the rest finds the place at the head of the queue. It may be torn before
        // Begin has returned, which then leaves it to that stack.
        var torn = State.IsTorn;
        if (Interlocked.Exchange(ref _stage, torn ? Torn : Over) == Pending || torn) Hand();
    }

    public override void Execute()
    {
        if (State.IsTorn) base.Execute();
        else owner.GoOn();
    }

    protected override bool Notify()
    {
        owner.GoOn();
        return true;
    }

    private void Prepare(in BufferSequence buffers, bool unwatched)
    {
        Plan.Refill(new SendCall(queue, buffers, SocketFlags.None, IsComposed: true));
        Reset(Plan);
        Volatile.Write(ref _stage, Starting);
        if (unwatched) State.Watch = Watch.Left;
    }

    private bool Go()
    {
        Start();
        return IsOver();
    }

    private bool IsOver() => Interlocked.CompareExchange(ref _stage, Pending, Starting) == Over;

    /// <summary>Brings it to the owner, not on this stack.</summary>
    private void Hand()
    {
        // In virtual time no write is over before Begin has returned: there the stack cannot grow, and another thread is not of that time.
        if (!queue.GoesOnWhileWaiting) Execute();
        else queue.Hands.Post(this);
    }
}
