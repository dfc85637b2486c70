using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Operations;
using Rx.Sockets.Tokens;

namespace Rx.Sockets;

/// <summary>A cold send: each <c>Subscribe</c> and each <c>await</c> sends the same buffers once more. Immutable.</summary>
/// <remarks>
/// <para><b>Start.</b> Nothing happens before <see cref="Subscribe"/>. There signals are subscribed first, then timers are started,
/// then the send takes its place behind those that were subscribed before it on the same socket; if none is ahead it is tried at
/// once on the caller's thread, without blocking. A level that was requested by then is granted with 0 bytes.</para>
/// <para><b>Memory.</b> The list of slices is copied at Subscribe. The memory stays the caller's and must not change until the send
/// has <i>settled</i>: until its <c>settled</c> callback (<see cref="CancelOnUnsubscribe"/>), or its notification. After
/// unsubscribing only the callback and <see cref="RxSocket.SettledSends"/> tell.</para>
/// <para><b>Notifications.</b> <c>OnNext(result)</c> and <c>OnCompleted</c> for a success, <c>OnError(SendException)</c> for anything
/// else; exactly one outcome. Never on the stack of Subscribe, Dispose or Cancel; on the thread pool, or where
/// <see cref="RxSocketOptions.Scheduler"/> says. The execution context is not carried over to observers.</para>
/// <para><b>Cancellation.</b> Disposing the subscription asks for <see cref="CancellationLevel.Total"/>, unless
/// <see cref="CancelOnUnsubscribe"/> says otherwise: a send of which nothing has left is withdrawn without a trace; a write of
/// which something has left runs to its end, unwatched (at most <see cref="RxSocketOptions.UnwatchedLimit"/> without a byte). The
/// <c>CancelWhen</c> and <c>CancelAfter</c> of a send add up and stay in force after unsubscription.</para>
/// <para><b>A torn write</b> (stopped at Partial between its first and its last byte) keeps its place until its outcome has been
/// delivered; a send of the same socket subscribed on the stack of that delivery goes to the head of the queue. So
/// <c>Catch(e => socket.AsyncWrite(rest))</c> completes the frame before anything queued behind it.</para>
/// <para><b>Errors.</b> Subscribe throws only for a null observer. Delivered: <see cref="SendException"/>, with
/// OperationAborted for a cancellation, Disconnecting on a socket that is only closable, NotSocket on a closed one, Shutdown,
/// ConnectionReset and the other socket errors of the kernel, Fault if the caller's memory cannot be read,
/// InvalidArgument if a <see cref="CompletionCondition"/> of the user's is wrong.</para>
/// <para><b>Follows</b> Asio's <c>basic_stream_socket::async_send</c> and <c>async_write</c> with the <c>deferred</c> token, and
/// send(2).</para>
/// </remarks>
public sealed class SendObservable : IObservable<SendResult>
{
    private readonly SendPlan _plan;

    internal SendObservable(SendPlan plan) => _plan = plan;

    /// <summary>Tells the sends of one observable from those of another.</summary>
    internal SendPlan Plan => _plan;

    /// <summary>Begins one send; see the type for what it does and where it reports.</summary>
    /// <param name="observer">Hears the one outcome.</param>
    /// <returns>Dispose it to unsubscribe: that asks for the level of <see cref="CancelOnUnsubscribe"/>, from any thread.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public IDisposable Subscribe(IObserver<SendResult> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var send = new SubscribedSend(_plan, observer);
        send.Start();
        return send;
    }

    /// <summary>For <c>await</c>: begins one send. It cannot be unsubscribed from; use <c>CancelWhen</c> and <c>CancelAfter</c>.</summary>
    public SendAwaiter GetAwaiter() => new(AwaitedSend.Begin(_plan));

    /// <summary>Begins one send as <paramref name="token"/> says; Asio's call of a deferred operation with a token.</summary>
    /// <param name="token">One of <see cref="Use"/>, or one of the user's.</param>
    /// <returns>What the token makes of it. Begun or not: that is the token's decision.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public TReturn Initiate<TReturn>(CompletionToken<TReturn> token) => new SendInitiation(_plan).With(token);

    /// <summary>Says what leaving asks for, and who is told when the memory is free. Replaces what was said before.</summary>
    /// <param name="level">Any combination of levels; None: the send goes on whatever happens.</param>
    /// <param name="settled">Called exactly once for every subscription (and every await), watched or not, with its outcome, on the
    /// thread of the notifications, before the observer hears. From then on the memory is the caller's again.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public SendObservable CancelOnUnsubscribe(CancellationLevel level, Action<SendResult>? settled = null) =>
        new(_plan with { OnUnsubscribe = Levels.Checked(level, nameof(level)), Settled = settled });

    /// <summary>Asks for each level that <paramref name="signal"/> emits, without anybody having to unsubscribe.</summary>
    /// <param name="signal">Subscribed to at Subscribe, until the send has settled. Its completion withdraws nothing. Its error asks
    /// for the level of <see cref="CancelOnUnsubscribe"/> and becomes the inner exception. Unknown bits are ignored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="signal"/> is null.</exception>
    public SendObservable CancelWhen(IObservable<CancellationLevel> signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new(_plan.With(new SignalTrigger(signal)));
    }

    /// <summary>Asks for <paramref name="level"/> when <paramref name="token"/> is cancelled.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public SendObservable CancelWhen(CancellationToken token, CancellationLevel level) =>
        new(_plan.With(new TokenTrigger(token, Levels.Checked(level, nameof(level)))));

    /// <summary>Asks for each level that is emitted into <paramref name="slot"/>; Asio's <c>bind_cancellation_slot</c>.</summary>
    /// <param name="slot">Bound at Subscribe, until the send has settled. If another operation is bound to it then, the send fails
    /// with <see cref="SocketError.AlreadyInProgress"/>, 0 bytes, and the <see cref="InvalidOperationException"/> is the inner
    /// exception. A signal remembers nothing: what was emitted before Subscribe is not asked of this send, unless the slot is that
    /// of a <see cref="CancellationState"/>, or of a token that is cancelled. One that is not connected changes nothing.</param>
    public SendObservable BindCancellationSlot(CancellationSlot slot) =>
        slot.Core is { } core ? new(_plan.With(new SlotTrigger(core))) : this;

    /// <summary>Asks for <paramref name="level"/> a time after Subscribe, queueing included; Asio's <c>cancel_after</c>.</summary>
    /// <param name="dueTime">From zero to 49.7 days.</param>
    /// <param name="level">What to ask for. One that cannot be had then changes nothing.</param>
    /// <param name="scheduler">Whose time; null: the engine's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative or overlong time; an unknown level.</exception>
    public SendObservable CancelAfter(TimeSpan dueTime, CancellationLevel level, IScheduler? scheduler = null) =>
        new(_plan.With(Deadlines.After(dueTime, level, scheduler)));

    /// <summary>Delivers failures and cancellations as values: <c>OnNext(result)</c>, <c>OnCompleted</c>; Asio's <c>as_tuple</c>.</summary>
    public SendObservable AsResult() => new(_plan with { AsResult = true });
}
