using System.Net.Sockets;
using Rx.Sockets.Operations;

namespace Rx.Sockets;

/// <summary>One operation that is ready to be begun: what a <see cref="CompletionToken{TReturn}"/> is given.</summary>
/// <remarks>Made by the operations (<c>socket.AsyncSend(buffers, flags, token)</c>, <see cref="SendObservable.Initiate"/>). A value: what
/// is begun at once and told simply needs no object of its own before it begins.</remarks>
public readonly struct SendInitiation
{
    private readonly ISendOwner? _owner;
    private readonly BufferSequence _buffers;
    private readonly SocketFlags _flags;
    private readonly bool _isComposed;

    // Null: nothing but the bytes, as the other fields say.
    private readonly SendPlan? _plan;

    internal SendInitiation(ISendOwner owner, BufferSequence buffers, SocketFlags flags, bool isComposed) =>
        (_owner, _buffers, _flags, _isComposed) = (owner, buffers, flags, isComposed);

    internal SendInitiation(SendPlan plan) => _plan = plan;

    /// <summary>The operation as a cold observable: deferred, begun by whoever subscribes or awaits.</summary>
    public SendObservable Observable => new(Plan);

    internal SendPlan Plan => _plan ?? new SendPlan(
        _owner ?? throw new InvalidOperationException("An initiation is made by an operation; this one is default(SendInitiation)."),
        _buffers,
        _flags,
        _isComposed);

    /// <summary>Begins the operation; as <see cref="SendObservable.Subscribe"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public IDisposable Subscribe(IObserver<SendResult> observer) => Observable.Subscribe(observer);

    /// <summary>The one place where an operation meets a token.</summary>
    internal TReturn With<TReturn>(CompletionToken<TReturn> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.Initiate(this);
    }
}
