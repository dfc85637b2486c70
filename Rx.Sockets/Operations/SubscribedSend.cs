namespace Rx.Sockets.Operations;

/// <summary>A send with an observer; disposing it is unsubscribing.</summary>
internal sealed class SubscribedSend(SendPlan plan, IObserver<SendResult> observer) : SendOperation(plan), IDisposable
{
    public override bool CanLeave => true;

    public void Dispose() => Plan.Owner.Leave(this);

    protected override bool Notify()
    {
        try
        {
            Tell(State.Result);
            return true;
        }
        finally
        {
            Plan.Owner.Delivered();
        }
    }

    // The watch is read without the gate: once delivery has begun only Dispose moves it, and a call may be under way by then.
    private void Tell(SendResult result)
    {
        if (State.Watch == Watch.Left)
        {
            if (!Plan.IsWait) Plan.Owner.Publish(result);
        }
        else if (State.Watch == Watch.Notifying && !result.IsSuccess && !Plan.AsResult)
        {
            observer.OnError(new SendException(result, Extras?.Cause));
        }
        else if (State.Watch == Watch.Notifying)
        {
            observer.OnNext(result);
            if (State.Watch == Watch.Notifying) observer.OnCompleted();
        }
    }
}
