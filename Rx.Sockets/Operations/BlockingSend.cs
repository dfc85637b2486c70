namespace Rx.Sockets.Operations;

/// <summary>A send whose caller waits for it: in line like every other, but its outcome is taken on the caller's stack and needs no
/// executor.</summary>
internal sealed class BlockingSend(SendPlan plan, SendQueue queue) : SendOperation(plan)
{
    private readonly object _gate = new();
    private bool _isSettled;

    /// <summary>Why it failed, if user code made it fail.</summary>
    public Exception? Cause => Extras?.Cause;

    private bool IsSettled
    {
        get
        {
            lock (_gate)
                return _isSettled;
        }
    }

    /// <summary>Sends, and waits for the outcome.</summary>
    /// <exception cref="InvalidOperationException">The wait would have no end.</exception>
    public SendResult Send()
    {
        if (queue.IsTurning)
            throw new InvalidOperationException("The loop's own thread cannot wait for a send that the loop has to bring to an end; use AsyncSend or AsyncWrite in a handler that runs on the loop. Nothing was sent.");
        Start();
        var standsStill = !queue.GoesOnWhileWaiting && !IsSettled;
        if (standsStill) RequestCancel(CancellationLevel.Total | CancellationLevel.Partial);
        Wait();
        Execute(); // here, so that a torn one gives up its place when nobody can resume it any more
        var result = State.Result;
        if (standsStill && result.Cancelled != CancellationLevel.None)
            throw new InvalidOperationException($"A virtual socket cannot wait: its time stands still while a thread does. Make room first, or use AsyncSend or AsyncWrite. The send was stopped after {result.BytesTransferred} bytes.", new SendException(result));
        return result;
    }

    public override void Post()
    {
        lock (_gate)
        {
            _isSettled = true;
            Monitor.Pulse(_gate);
        }
    }

    protected override bool Notify() => true;

    private void Wait()
    {
        lock (_gate)
        {
            while (!_isSettled)
                Monitor.Wait(_gate);
        }
    }
}
