using System.Net.Sockets;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>Everything that a send knows before it is begun. Immutable and shared by all subscriptions of a cold send; only the
/// operation that has a plan of its own writes another send into it.</summary>
internal sealed record SendPlan(ISendOwner Owner, BufferSequence Buffers, SocketFlags Flags, bool IsComposed)
{
    private bool _asResult;

    public ISendOwner Owner { get; private set; } = Owner;

    public BufferSequence Buffers { get; private set; } = Buffers;

    public SocketFlags Flags { get; private set; } = Flags;

    public bool IsComposed { get; private set; } = IsComposed;

    /// <summary>What leaving asks for.</summary>
    public CancellationLevel OnUnsubscribe { get; init; } = CancellationLevel.Total;

    /// <summary>Whether failures are delivered as values.</summary>
    public bool AsResult
    {
        get => _asResult;
        init => _asResult = value;
    }

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

    /// <summary>Where the outcome is delivered.</summary>
    public IExecutor Executor => Terms?.Executor ?? Owner.Executor;

    /// <summary>Nothing but the bytes: its outcome may be polled, and its operation be used again.</summary>
    public bool IsPlain => Terms is null;

    public SendPlan With(CancelTrigger trigger) => this with { Terms = (Terms ?? SendTerms.None).With([trigger]) };

    /// <summary>With terms that came later, and so stand further in, than those it has.</summary>
    public SendPlan With(SendTerms? inner, bool asResult) => this with
    {
        AsResult = AsResult || asResult,
        Terms = Terms is null ? inner : Terms.Over(inner),
    };

    /// <summary>How often another send has been written into it.</summary>
    public int Refills { get; private set; }

    /// <summary>For the operation that alone knows this plan: the next send.</summary>
    public void Refill(in SendCall call)
    {
        (Owner, Buffers, Flags, IsComposed, _asResult) = (call.Owner, call.Buffers, call.Flags, call.IsComposed, call.AsResult);
        Refills++;
    }

    /// <summary>For the operation that alone knows this plan: there is no send, and nothing is kept alive.</summary>
    public void Clear() => (Owner, Buffers) = (null!, default);
}
