namespace Rx.Sockets.Operations;

/// <summary>A send that nobody has ever waited for; the rest is as if its subscriber had left.</summary>
internal sealed class DetachedSend : SendOperation
{
    public DetachedSend(SendPlan plan) : base(plan) => State.Watch = Watch.Left;

    /// <summary>Delivered counts: whoever watches SettledSends is told before they complete.</summary>
    public override bool CanLeave => true;

    protected override bool Notify()
    {
        try
        {
            Plan.Owner.Publish(State.Result);
            return true;
        }
        finally
        {
            Plan.Owner.Delivered();
        }
    }
}
