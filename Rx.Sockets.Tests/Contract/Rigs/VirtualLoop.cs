using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>Virtual time that a test turns step by step, as it turns a loop. Other threads may schedule meanwhile.</summary>
/// <param name="errors">What comes out of the scheduler.</param>
internal sealed class VirtualLoop(HandlerErrors errors) : TestScheduler
{
    /// <summary>Does what is due within a tick; timers that are due later stay.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool TurnReady() => GetNext() is { } next && next.DueTime <= Clock + 1 && TurnTo(next.DueTime);

    /// <summary>Goes on to the next thing that is due, however far away it is.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Turn() => GetNext() is { } next && TurnTo(next.DueTime);

    private bool TurnTo(long due)
    {
        try
        {
            AdvanceTo(Math.Max(due, Clock + 1)); // what another thread has scheduled in the past is done now
        }
        catch (Exception error)
        {
            errors.Add(error);
            Stop(); // the scheduler believes that it is running still
        }

        return true;
    }
}
