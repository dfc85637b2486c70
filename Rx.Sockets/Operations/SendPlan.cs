using System.Net.Sockets;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Operations;

/// <summary>Everything that a cold send knows before it is subscribed to. Immutable, shared by all its subscriptions.</summary>
internal sealed record SendPlan(SendQueue Queue, BufferSequence Buffers, SocketFlags Flags, bool IsComposed)
{
    /// <summary>What leaving asks for.</summary>
    public CancellationLevel OnUnsubscribe { get; init; } = CancellationLevel.Total;

    /// <summary>Whether failures are delivered as values.</summary>
    public bool AsResult { get; init; }

    /// <summary>Runs once for every subscription, before its observer hears.</summary>
    public Action<SendResult>? Settled { get; init; }

    /// <summary>What asks each subscription to stop; signals first, then timers.</summary>
    public CancelTrigger[] Triggers { get; init; } = [];

    /// <summary>Lends what each subscription is to send; null: <see cref="Buffers"/> is sent.</summary>
    public DynamicBuffer? Source { get; init; }

    /// <summary>Whether the bytes lie in one piece that is known before Subscribe.</summary>
    public bool IsSingle => Source is null && Buffers.IsSingle;

    /// <summary>When a write is complete; null: when all is out.</summary>
    public CompletionCondition? Condition { get; init => field = value is { IsDefault: true } ? null : value; }

    /// <summary>Whether user code says when the write is complete.</summary>
    public bool HasOwnCondition => Condition is { IsCustom: true };

    /// <summary>No code of the user's: its outcome may be polled, and its operation be used again.</summary>
    public bool IsPlain => Settled is null && Triggers.Length == 0 && !HasOwnCondition && Source is null;

    public SendPlan With(CancelTrigger trigger) =>
        this with { Triggers = [.. Triggers.Append(trigger).OrderBy(t => t.IsTimer)] };
}
