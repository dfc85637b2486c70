using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Groups;

/// <summary>Everything that a cold group knows before it is subscribed to. Immutable.</summary>
/// <param name="Members">At least one.</param>
/// <param name="Condition">Whether an outcome asks the others to stop.</param>
/// <param name="ToOthers">What they are asked for then.</param>
internal sealed record GroupPlan(IReadOnlyList<MemberMaker> Members, Func<SendResult, bool> Condition, CancellationLevel ToOthers)
{
    /// <summary>What leaving asks for; null: what each member was made with.</summary>
    public CancellationLevel? OnUnsubscribe { get; init; }

    /// <summary>Runs once for every subscription, before its observer hears.</summary>
    public Action<GroupResult>? Settled { get; init; }

    /// <summary>Where the group hears.</summary>
    public SlotCore[] Slots { get; init; } = [];
}
