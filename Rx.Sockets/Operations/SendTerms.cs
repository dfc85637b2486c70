using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Operations;

/// <summary>What only some sends come with, kept out of the others. Immutable.</summary>
internal sealed record SendTerms
{
    public static readonly SendTerms None = new();

    /// <inheritdoc cref="SendPlan.Settled"/>
    public Action<SendResult>? Settled { get; init; }

    /// <inheritdoc cref="SendPlan.Composition"/>
    public Composition? Composition { get; init; }

    /// <inheritdoc cref="SendPlan.Condition"/>
    public CompletionCondition? Condition { get; init => field = value is { IsDefault: true } ? null : value; }

    /// <inheritdoc cref="SendPlan.Source"/>
    public DynamicBuffer? Source { get; init; }

    /// <inheritdoc cref="SendPlan.IsWait"/>
    public bool IsWait { get; init; }

    /// <inheritdoc cref="SendPlan.Triggers"/>
    public CancelTrigger[] Triggers { get; init; } = [];
}
