using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>Asks the user's completion condition of one write, where notifications run and under no lock. Used again for each step;
/// the write is paused meanwhile, and nobody else touches this.</summary>
internal sealed class Consultation(SendOperation operation) : IThreadPoolWorkItem
{
    public SendOperation Operation => operation;

    /// <summary>The answer: the most that the next native send may take; 0: the write is over.</summary>
    public long Most { get; private set; }

    /// <summary>What the condition is asked about, and how the write ends if it is over.</summary>
    public SocketError Error { get; private set; }

    /// <summary>Why it failed, if user code made it fail.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>The step to be asked about.</summary>
    public void Prepare(in NativeOutcome outcome) => (Error, Cause) = (outcome.Error, outcome.Cause);

    public void Post() => operation.Plan.Executor.Post(this);

    public void Execute()
    {
        if (operation.State.IsDecided) return; // stopped while this was in the executor's hands
        var total = operation.State.Moved;
        try
        {
            Most = operation.Plan.Condition!.Next(Error, total);
            if (Most < 0) Fail(new InvalidOperationException($"The completion condition returned {Most} after {total} bytes; it must return how many may go next, or 0 if the write is complete."));
        }
        catch (Exception error)
        {
            Fail(error);
        }

        operation.Plan.Owner.Answered(this);
    }

    private void Fail(Exception error)
    {
        (Most, Cause) = (0, error);
        if (Error == SocketError.Success) Error = SocketError.InvalidArgument;
    }
}
