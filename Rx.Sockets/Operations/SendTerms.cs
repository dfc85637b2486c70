using Rx.Sockets.Cancellation;
using Rx.Sockets.Engines;

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

    /// <summary>Where the outcome is delivered, if not where the socket's notifications run.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>Where an outcome is delivered that is there before the operation has been begun; null: where every other is.</summary>
    public IExecutor? Immediate { get; init; }

    /// <summary>What the send takes over, and disposes when it has settled.</summary>
    public Consignment[] Consigned { get; init; } = [];

    /// <summary>These terms round those of <paramref name="inner"/>: signals, timers, ledgers and owners add up, of the rest the outer
    /// ones count.</summary>
    public SendTerms Over(SendTerms? inner) => inner is null ? this : this with
    {
        Settled = Settled is null || inner.Settled is null ? Settled ?? inner.Settled : Both(Settled, inner.Settled),
        Triggers = Sorted(inner.Triggers.Concat(Triggers)),
        Executor = Executor ?? inner.Executor,
        Immediate = Immediate ?? inner.Immediate,
        Consigned = [.. inner.Consigned, .. Consigned],
    };

    public SendTerms With(IEnumerable<CancelTrigger> triggers) =>
        this with { Triggers = Sorted(Triggers.Concat(triggers)) };

    private static CancelTrigger[] Sorted(IEnumerable<CancelTrigger> triggers) => [.. triggers.OrderBy(trigger => trigger.IsTimer)];

    private static Action<SendResult> Both(Action<SendResult> first, Action<SendResult> second) => result =>
    {
        try
        {
            first(result);
        }
        finally
        {
            second(result);
        }
    };
}
