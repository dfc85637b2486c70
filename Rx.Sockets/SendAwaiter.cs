using System.Runtime.CompilerServices;
using Rx.Sockets.Operations;

namespace Rx.Sockets;

/// <summary>What <c>await</c> works with; begins one send. Not to be used by hand.</summary>
/// <remarks>The outcome may be there at once, at most 64 times in a row on one thread; then the continuation goes through the
/// scheduler of the socket, so that a loop of ready sends starves nobody. No synchronisation context is captured.</remarks>
public readonly struct SendAwaiter : ICriticalNotifyCompletion, IEquatable<SendAwaiter>
{
    private readonly AwaitedSend _send;
    private readonly int _version;

    internal SendAwaiter(AwaitedSend send) => (_send, _version) = (send, send.Version);

    /// <summary>Whether the outcome can be taken without a continuation.</summary>
    public bool IsCompleted => Send.IsCompleted;

    private AwaitedSend Send => _send.Version == _version
        ? _send
        : throw new InvalidOperationException("The outcome of this send has been taken; await the observable again for another send.");

    /// <summary>Takes the outcome, once; waits for it if it is not there.</summary>
    /// <returns>The outcome: a success, or after <see cref="SendObservable.AsResult"/> any.</returns>
    /// <exception cref="SendException">The send failed or was cancelled.</exception>
    public SendResult GetResult() => Send.GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation)
    {
        // Unlike the compiler's own awaits, a caller of this method does not carry the execution context over itself.
        var context = ExecutionContext.Capture();
        UnsafeOnCompleted(context is null ? continuation : () => ExecutionContext.Run(context, static c => ((Action)c!)(), continuation));
    }

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => Send.OnCompleted(static action => ((Action)action!)(), continuation);

    /// <inheritdoc/>
    public bool Equals(SendAwaiter other) => _send == other._send && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SendAwaiter other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_send, _version);

    /// <summary>Whether both stand for the same send.</summary>
    public static bool operator ==(SendAwaiter left, SendAwaiter right) => left.Equals(right);

    /// <summary>Whether they stand for different sends.</summary>
    public static bool operator !=(SendAwaiter left, SendAwaiter right) => !left.Equals(right);
}
