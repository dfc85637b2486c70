using Rx.Sockets.Cancellation;
using Rx.Sockets.Groups;

namespace Rx.Sockets;

/// <summary>A cold <see cref="ParallelGroup"/> with its condition: each subscription begins all members anew. Immutable.</summary>
/// <remarks>
/// <para><b>Notifications.</b> <c>OnNext(result)</c> and <c>OnCompleted</c> when all members are over, whether they succeeded or not; on
/// the stack of the last one's notification. <c>OnError</c> only for a slot that is in use.</para>
/// <para><b>Cancellation.</b> Disposing leaves every member that is not over: that asks for its level, and it is unwatched from then
/// on, as after any unsubscription. The group goes on until all are over, and then tells its <c>settled</c> callback.</para>
/// <para><b>Torn members.</b> Each keeps its place while its own outcome is delivered, so only that of the last one can be resumed by
/// the group's observer. Resume the others in pipelines of their own.</para>
/// </remarks>
public sealed class GroupObservable : IObservable<GroupResult>
{
    private readonly GroupPlan _plan;

    internal GroupObservable(GroupPlan plan) => _plan = plan;

    /// <summary>Begins all members, in order.</summary>
    /// <param name="observer">Hears the one result.</param>
    /// <returns>Dispose it to unsubscribe.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public IDisposable Subscribe(IObserver<GroupResult> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var run = new GroupRun(_plan, observer);
        run.Start();
        return run;
    }

    /// <summary>Says what leaving asks of the members, instead of what each was made with, and who is told when all have settled.</summary>
    /// <param name="level">Any combination of levels; pipelines are asked for it, too (for Total, if nothing is said here).</param>
    /// <param name="settled">Called once for every subscription, watched or not, when all members are over, before the observer hears.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public GroupObservable CancelOnUnsubscribe(CancellationLevel level, Action<GroupResult>? settled = null) =>
        new(_plan with { OnUnsubscribe = Levels.Checked(level, nameof(level)), Settled = settled });

    /// <summary>Asks every member that is not over for each level that is emitted into <paramref name="slot"/>.</summary>
    /// <param name="slot">Bound at Subscribe, until all members are over. If it has a handler then, no member is begun and the observer
    /// hears <see cref="InvalidOperationException"/>. What a <see cref="CancellationState"/>, or a token, has asked before is asked of each
    /// member before it begins.</param>
    public GroupObservable BindCancellationSlot(CancellationSlot slot) =>
        slot.Core is { } core ? new(_plan with { Slots = [.. _plan.Slots, core] }) : this;
}
