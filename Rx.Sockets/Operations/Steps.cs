using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>What a write does between two native sends: it goes on at once, asks its condition, or leaves the stack. Under the gate.</summary>
internal static class Steps
{
    /// <summary>The first step.</summary>
    public static void Begin(SendOperation operation, ref Turn turn)
    {
        if (operation.Plan.HasOwnCondition) Consult(operation, NativeOutcome.Moved(0), ref turn);
        else turn.Start = operation;
    }

    /// <summary>A native send has not decided the running send.</summary>
    /// <returns>Whether its stack has had enough: it is paused until the loop has a turn.</returns>
    public static bool GoOn(SendOperation operation, in NativeOutcome outcome, bool mayStart, ref Turn turn)
    {
        if (operation.Plan.HasOwnCondition && outcome.Kind != OutcomeKind.Withdrawn)
        {
            Consult(operation, outcome, ref turn);
            return false;
        }

        if (mayStart || operation.Plan.Condition is null)
        {
            turn.Start = operation;
            return false;
        }

        operation.State.Pause(); // steps may be small and many
        return true;
    }

    /// <summary>The loop has a turn: a write that was left goes on. One whose condition is being asked does not.</summary>
    public static void Resume(SendOperation? running, ref Turn turn)
    {
        if (running is not { State.Phase: SendPhase.Paused, Plan.HasOwnCondition: false }) return;
        running.State.Begin();
        turn.Start = running;
    }

    /// <summary>The condition has answered.</summary>
    /// <returns>Whether that decides the write. One that was stopped meanwhile does not care.</returns>
    public static bool Decides(Consultation consultation, ref Turn turn)
    {
        var operation = consultation.Operation;
        if (operation.State.IsDecided) return false;
        operation.State.Begin();
        if (consultation.Most > 0)
        {
            turn.Start = operation;
            return false;
        }

        operation.Extras!.Cause ??= consultation.Cause;
        return operation.State.Decide(consultation.Error);
    }

    private static void Consult(SendOperation operation, in NativeOutcome outcome, ref Turn turn)
    {
        operation.State.Pause();
        turn.Consult = operation.ExtrasForWriting().Consultation ??= new Consultation(operation);
        turn.Consult.Prepare(outcome);
    }
}
