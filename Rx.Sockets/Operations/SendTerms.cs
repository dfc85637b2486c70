using Rx.Sockets.Cancellation;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>What only some sends come with, kept out of the others. Immutable.</summary>
internal sealed record SendTerms
{
    public static readonly SendTerms None = new();

    /// <inheritdoc cref="SendPlan.Settled"/>
    public Action<SendResult>? Settled { get; init; }

    /// <inheritdoc cref="SendPlan.Triggers"/>
    public CancelTrigger[] Triggers { get; init; } = [];

    /// <summary>Where the outcome is delivered, if not where the socket's notifications run.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>Where an outcome is delivered that is there before the operation has been begun; null: where every other is.</summary>
    public IExecutor? Immediate { get; init; }

    /// <summary>What the send takes over, and disposes when it has settled.</summary>
    public Consignment[] Consigned { get; init; } = [];

    public SendTerms With(IEnumerable<CancelTrigger> triggers) =>
        this with { Triggers = [.. Triggers.Concat(triggers).OrderBy(trigger => trigger.IsTimer)] };
}
