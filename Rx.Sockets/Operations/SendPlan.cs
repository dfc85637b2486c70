using System.Net.Sockets;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Operations;

/// <summary>Everything that a cold send knows before it is subscribed to. Immutable, shared by all its subscriptions.</summary>
internal sealed record SendPlan(ISendOwner Owner, BufferSequence Buffers, SocketFlags Flags, bool IsComposed)
{
    /// <summary>What leaving asks for.</summary>
    public CancellationLevel OnUnsubscribe { get; init; } = CancellationLevel.Total;

    /// <summary>Whether failures are delivered as values.</summary>
    public bool AsResult { get; init; }

    /// <summary>Null: nothing but the bytes.</summary>
    public SendTerms? Terms { get; init; }

    /// <summary>Runs once for every subscription, before its observer hears.</summary>
    public Action<SendResult>? Settled
    {
        get => Terms?.Settled;
        init
        {
            if (value != Settled) Terms = (Terms ?? SendTerms.None) with { Settled = value };
        }
    }

    /// <summary>What a user composed; null: a send or a write of the buffers.</summary>
    public Composition? Composition => Terms?.Composition;

    /// <summary>What asks each subscription to stop; signals first, then timers.</summary>
    public CancelTrigger[] Triggers => Terms is null ? [] : Terms.Triggers;

    /// <summary>Lends what each subscription is to send; null: <see cref="Buffers"/> is sent.</summary>
    public DynamicBuffer? Source => Terms?.Source;

    /// <summary>Whether the bytes lie in one piece that is known before Subscribe.</summary>
    public bool IsSingle => Source is null && Buffers.IsSingle;

    /// <summary>Nothing is sent: it waits in its place until the next send would not block.</summary>
    public bool IsWait => Terms is { IsWait: true };

    /// <summary>When a write is complete; null: when all is out.</summary>
    public CompletionCondition? Condition => Terms?.Condition;

    /// <summary>Whether user code says when the write is complete.</summary>
    public bool HasOwnCondition => Condition is { IsCustom: true };

    /// <summary>Nothing but the bytes: its outcome may be polled, and its operation be used again.</summary>
    public bool IsPlain => Terms is null;

    public SendPlan With(CancelTrigger trigger) => this with
    {
        Terms = (Terms ?? SendTerms.None) with { Triggers = [.. Triggers.Append(trigger).OrderBy(t => t.IsTimer)] },
    };
}
