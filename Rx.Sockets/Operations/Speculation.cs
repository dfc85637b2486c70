using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>A send that is tried before it is in line, or before there is an operation for it, where nobody is in line and nobody would have
/// to know of it. The line is lent to whoever tries, so that the system call runs without the gate and nobody comes between. What is
/// asked of all sends meanwhile is asked of the borrower, if more has to be done. Under the gate.</summary>
internal static class Speculation
{
    /// <summary>Lends the line. False: there is something to be decided first.</summary>
    public static bool TryBegin(SendArbiter arbiter)
    {
        if (!arbiter.IsQuiet || !arbiter.Line.TryLend()) return false;
        arbiter.Outstanding++;
        return true;
    }

    /// <summary>All is out; so there is nothing left to be asked of the operation, if there is one.</summary>
    public static void End(SendArbiter arbiter, SendOperation? operation, long bytes)
    {
        arbiter.Line.TakeBack();
        arbiter.Outstanding--;
        arbiter.Count(bytes);
        operation?.State.Complete(bytes);
    }

    /// <summary>Not all is out: an operation goes on with it, as if it had been in line since the line was lent.</summary>
    public static void GoOn(SendArbiter arbiter, (SendOperation Operation, NativeOutcome Outcome) tried, ref Turn turn)
    {
        arbiter.Line.TakeBackFor(tried.Operation);
        arbiter.Apply(tried.Outcome, mayStart: true, ref turn);
    }
}
