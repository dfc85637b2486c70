using System.Runtime.ExceptionServices;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>Delivery of an outcome that is there when Submit returns, on the executor that its send was given for that: it may run there
/// and then, on the stack of whoever begins the send. Not deeper than a few sends that begin one another.</summary>
internal sealed class ImmediateDelivery(SendOperation operation, IExecutor elsewhere) : IThreadPoolWorkItem
{
    private const int Deepest = 16;

    // The send that is being submitted by this thread; taken out when its outcome comes on this stack.
    [ThreadStatic]
    private static SendOperation? _submitting;

    [ThreadStatic]
    private static int _depth;

    private bool _ran;

    /// <summary>Submits an operation, and delivers its outcome if it has one by then.</summary>
    public static void Submit(SendOperation operation, System.Net.Sockets.SocketError refusal, IExecutor immediate)
    {
        var elsewhere = operation.Plan.Executor;
        var outer = _submitting;
        _submitting = operation;
        operation.Plan.Owner.Submit(operation, refusal);
        var ended = _submitting != operation;
        _submitting = outer;
        if (ended) new ImmediateDelivery(operation, elsewhere).Deliver(immediate);
    }

    /// <summary>Whether the outcome comes inside <see cref="Submit"/>, which delivers it then.</summary>
    public static bool Claims(SendOperation operation)
    {
        if (_submitting != operation) return false;
        _submitting = null;
        return true;
    }

    /// <inheritdoc/>
    public void Execute()
    {
        _ran = true;
        _depth++;
        try
        {
            operation.Execute();
        }
        catch (Exception error)
        {
            // Not to whoever begins the send: Subscribe does not throw for what a handler does.
            elsewhere.Post(new Rethrow(ExceptionDispatchInfo.Capture(error)));
        }
        finally
        {
            _depth--;
        }
    }

    private void Deliver(IExecutor immediate)
    {
        if (_depth >= Deepest)
        {
            elsewhere.Post(operation);
            return;
        }

        try
        {
            immediate.Post(this);
        }
        catch (Exception) when (!_ran)
        {
            elsewhere.Post(operation); // a disposed scheduler, say
        }
    }

    private sealed class Rethrow(ExceptionDispatchInfo error) : IThreadPoolWorkItem
    {
        public void Execute() => error.Throw();
    }
}
