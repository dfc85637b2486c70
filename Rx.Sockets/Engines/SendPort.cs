using System.Net.Sockets;
using Rx.Sockets.Buffers;

namespace Rx.Sockets.Engines;

/// <summary>One attached socket as its engine sees it: one native send at a time, and nothing of levels, queues or composition.</summary>
internal abstract class SendPort
{
    /// <summary>Whether the socket is still open, as far as this process knows.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether things go on while a thread waits for them; not so in virtual time.</summary>
    public virtual bool GoesOnWhileWaiting => true;

    /// <summary>Whether the engine can honour <paramref name="flags"/>.</summary>
    public abstract bool Accepts(SocketFlags flags);

    /// <summary>From here on registered memory is sent without a copy, if the engine and the socket can. Before the first send.</summary>
    public virtual void TakeZeroCopy(ZeroCopyTerms terms)
    {
        // All is copied, and so free when the send has settled.
    }

    /// <summary>Begins one native send. Never blocks, never throws.</summary>
    /// <param name="data">What to send, at least one byte; read when the kernel takes it.</param>
    /// <param name="flags">Native bits.</param>
    /// <param name="outcome">How it ended, if it has.</param>
    /// <returns>Whether it has ended. If not, it is pending: <see cref="ISendSink.Completed"/> follows, possibly before this method
    /// has returned.</returns>
    public abstract bool TryStart(in Unsent data, SocketFlags flags, out NativeOutcome outcome);

    /// <summary>Tries one native send that is never pending. Never blocks, never throws.</summary>
    /// <param name="data">What to send, at least one byte.</param>
    /// <param name="outcome">How it ended, if it did.</param>
    /// <returns>False: it would have to wait, or this port never tries.</returns>
    public virtual bool TryAtOnce(in Unsent data, out NativeOutcome outcome)
    {
        outcome = default;
        return false;
    }

    /// <summary>The same, where one that would have to wait is <see cref="OutcomeKind.Withdrawn"/>.</summary>
    public NativeOutcome Attempt(in Unsent data) => TryAtOnce(data, out var outcome) ? outcome : NativeOutcome.Withdrawn;

    /// <summary>Begins to wait until a send would not block: there is room, or an error to be reported. Asks and answers as
    /// <see cref="TryStart"/> does; ends with no byte moved.</summary>
    public abstract bool TryAwaitRoom(out NativeOutcome outcome);

    /// <summary>Asks for the pending send back. From any thread.</summary>
    /// <returns>Whether it was given back at once, untouched, in which case the sink is not called. False: nothing is pending, or
    /// the outcome (possibly <see cref="OutcomeKind.Withdrawn"/>) comes through the sink.</returns>
    public abstract bool TryWithdraw();

    /// <summary>Stops watching the socket and gives it back as it was. Nothing is pending.</summary>
    public abstract void Detach();

    /// <summary>Detaches, ends the sending side in good order and closes. Nothing is pending. Never waits; completes when closed.</summary>
    public abstract Task CloseAsync();
}
