using Rx.Sockets.Operations;

namespace Rx.Sockets.Groups;

/// <summary>A send as a member: the group is its observer, and hears its outcome even when it has left it.</summary>
internal sealed class SendMember(SendPlan plan, GroupRun group, int index) : SendOperation(plan), IGroupMember
{
    public override bool CanLeave => true;

    public override CancellationLevel OnLeave => group.OnUnsubscribe ?? base.OnLeave;

    public void Begin() => Start();

    public void Ask(CancellationLevel level) => RequestCancel(level);

    public void Leave() => Plan.Owner.Leave(this);

    protected override bool Notify()
    {
        var result = State.Result;
        try
        {
            if (State.Watch == Watch.Left) Plan.Owner.Publish(result);
        }
        finally
        {
            try
            {
                group.Completed(index, result, result.IsSuccess ? null : new SendException(result, Extras?.Cause));
            }
            finally
            {
                Plan.Owner.Delivered();
            }
        }

        return true;
    }
}
