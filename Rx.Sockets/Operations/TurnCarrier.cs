using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>Does, outside the gate, what a step under the gate has left to do, and whatever that leads to: system calls, posts, closing.</summary>
/// <param name="queue">Whose turns they are; posted itself where a stack has had enough.</param>
/// <param name="gate">The queue's.</param>
/// <param name="arbiter">Decides what follows.</param>
/// <param name="turns">Where a queue goes on that has had enough of one stack; null: it never has.</param>
internal sealed class TurnCarrier(SendQueue queue, Lock gate, SendArbiter arbiter, IExecutor? turns)
{
    // A stack that keeps starting other people's sends gives the rest to the loop.
    private const int StartsInARow = 64;

    /// <summary>Sends. Set once: the engine may stop, and tell the queue so, before it has one.</summary>
    public SendPort Port { get; set; } = null!;

    public void Carry(ref Turn turn)
    {
        for (var started = 1; ; started++)
        {
            if (turn.HasNews) Tell(ref turn);
            if (turn.Start is { } send)
            {
                turn = default;
                if (send.Run is { } run) queue.Executor.Post(run);
                else if (send.TryStartOn(Port, out var outcome)) Apply(outcome, started < StartsInARow || turns is null, ref turn);
                else Review(ref turn);
            }
            else if (turn.Withdraw && Port.TryWithdraw())
            {
                turn = default;
                Apply(NativeOutcome.Withdrawn, mayStart: true, ref turn);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The running send has come back from the port.</summary>
    public void Apply(in NativeOutcome outcome, bool mayStart, ref Turn turn)
    {
        lock (gate)
            arbiter.Apply(outcome, mayStart, ref turn);
    }

    private void Tell(ref Turn turn)
    {
        turn.Tell(queue.Life);
        if (turn.Yield) turns!.Post(queue);
        if (turn.Close) queue.Life.Close(Port);
    }

    /// <summary>The send is pending. A request made while it was being tried could not reach the engine then.</summary>
    private void Review(ref Turn turn)
    {
        lock (gate)
            turn.Withdraw = arbiter.Line.Running is { State.WantsWithdrawal: true };
    }
}
