using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>A send that is tried before there is an operation for it, where nobody is in line and nobody would have to know of it. The line
/// is lent to whoever tries, so that the system call runs without the gate and nobody comes between. Under the gate.</summary>
internal static class Speculation
{
    /// <summary>Lends the line. False: there is something to be decided first.</summary>
    public static bool TryBegin(SendArbiter arbiter) => arbiter.IsQuiet && arbiter.Line.TryLend();

    /// <summary>All is out.</summary>
    public static void End(SendArbiter arbiter, long bytes, ref Turn turn)
    {
        arbiter.Line.TakeBack();
        arbiter.Count(bytes);
    }

    /// <summary>Not all is out: an operation goes on with it. If bytes are out it is the next in line; if the native send has failed,
    /// it was that operation's.</summary>
    public static void GoOn(SendArbiter arbiter, (SendOperation Operation, NativeOutcome Outcome) tried, ref Turn turn)
    {
        End(arbiter, tried.Outcome.Bytes, ref turn);
        if (!arbiter.IsQuiet) tried.Operation.State.Request(CancellationLevel.Terminal); // the socket was ended, and it had begun before that
        arbiter.Admit(tried.Operation, SocketError.Success, ref turn);
        arbiter.GoOn(ref turn);
        if (turn.Start != tried.Operation || tried.Outcome.Kind is not (OutcomeKind.Failed or OutcomeKind.Closed)) return;
        turn.Start = null;
        arbiter.Apply(tried.Outcome, mayStart: true, ref turn);
    }
}
