using System.Net.Sockets;
using Rx.Sockets.Operations;

namespace Rx.Sockets;

/// <summary>One operation that is ready to be begun: what a <see cref="CompletionToken{TReturn}"/> is given.</summary>
/// <remarks>Made by the operations (<c>socket.AsyncSend(buffers, flags, token)</c>, <see cref="SendObservable.Initiate"/>). A value: what
/// is begun at once and told simply needs no object of its own before it begins.</remarks>
public readonly struct SendInitiation
{
    // One of the two: a send that comes with nothing but bytes needs no plan before it is begun.
    private readonly SendCall _call;
    private readonly SendPlan? _plan;

    internal SendInitiation(in SendCall call) => _call = call;

    internal SendInitiation(SendPlan plan) => _plan = plan;

    /// <summary>The operation as a cold observable: deferred, begun by whoever subscribes or awaits.</summary>
    public SendObservable Observable => new(Plan);

    internal SendPlan Plan => _plan ?? Call.ToPlan();

    private SendCall Call => _call.Owner is not null
        ? _call
        : throw new InvalidOperationException("An initiation is made by an operation; this one is default(SendInitiation).");

    /// <summary>Begins the operation; as <see cref="SendObservable.Subscribe"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public IDisposable Subscribe(IObserver<SendResult> observer) => Observable.Subscribe(observer);

    /// <summary>Begins the operation; no object is made for it in the steady state.</summary>
    /// <param name="handler">Called once with the outcome, cancellation included, where the notifications run; never on this stack.</param>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public void Begin(Action<SocketError, long> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var send = NewSend();
        send.OnCompleted(handler);
        send.Start();
    }

    /// <summary>With what an adapter adds.</summary>
    internal SendInitiation With(SendTerms? terms, bool asResult) => _plan is null && terms is null
        ? new(Call with { AsResult = Call.AsResult || asResult })
        : new(Plan.With(terms, asResult));

    /// <summary>The one place where an operation meets a token.</summary>
    internal TReturn With<TReturn>(CompletionToken<TReturn> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.Initiate(this);
    }

    /// <summary>Begins the operation; the outcome is to be taken, once.</summary>
    internal AwaitedSend Begin()
    {
        var send = NewSend();
        send.Start();
        return send;
    }

    private AwaitedSend NewSend() => _plan is null ? AwaitedSend.Of(Call) : AwaitedSend.Of(_plan);
}
