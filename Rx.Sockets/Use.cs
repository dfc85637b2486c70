using System.Net.Sockets;
using System.Reactive;
using Rx.Sockets.Tokens;

namespace Rx.Sockets;

/// <summary>The ready completion tokens: how the outcome of an operation comes back.</summary>
/// <remarks>
/// <para>All but <see cref="Observable"/> and <see cref="AsyncEnumerable"/> begin the operation at once. None calls a handler, an observer
/// or a continuation on the stack of the operation's call, unless <see cref="CompletionToken{TReturn}.BindImmediateExecutor"/> allows
/// it; a task may be complete when it is returned, at most 64 times in a row on one thread.</para>
/// <para>What is not a success is a <see cref="SendException"/> with the exact count, unless
/// <see cref="CompletionToken{TReturn}.AsTuple"/> makes a value of it. A cancellation is no <see cref="OperationCanceledException"/>: it
/// has a count.</para>
/// </remarks>
public static class Use
{
    /// <summary>A cold observable, begun by whoever subscribes or awaits, each time anew: what the operations return without a token.
    /// Asio's <c>deferred</c>.</summary>
    public static CompletionToken<SendObservable> Observable { get; } = new ObservableToken();

    /// <summary>A task. Asio's <c>use_future</c>. Tasks of ready sends of the same length may be the same object.</summary>
    public static CompletionToken<Task<SendResult>> Task { get; } = new TaskToken();

    /// <summary>A value task, without an allocation in the steady state. Asio's <c>use_awaitable</c>. To be awaited once, as any value
    /// task; it honours the caller's context as <c>ConfigureAwait</c> says.</summary>
    public static CompletionToken<ValueTask<SendResult>> ValueTask { get; } = new ValueTaskToken();

    /// <summary>The outcome as a sequence to be pulled: each enumeration is one send, begun by its first step. The coroutine form, Asio's
    /// <c>yield_context</c>.</summary>
    /// <remarks>A send gives one item. A write gives its count so far whenever more bytes are out (only the newest, to a slow reader) and
    /// last its outcome. Breaking off is unsubscribing, and so is the cancellation of the enumeration's token: it asks for the level of
    /// <see cref="SendObservable.CancelOnUnsubscribe"/>. Neither waits: the memory is the caller's when the send has settled.</remarks>
    public static CompletionToken<IAsyncEnumerable<SendResult>> AsyncEnumerable { get; } = new AsyncEnumerableToken();

    /// <summary>Nobody waits: begun and left to itself, as a send whose subscriber has gone. Asio's <c>detached</c>.</summary>
    /// <remarks>Its outcome, a failure too, goes to <see cref="RxSocket.SettledSends"/>, and <see cref="RxSocketOptions.UnwatchedLimit"/>
    /// counts.</remarks>
    public static CompletionToken<Unit> Detached { get; } = new DetachedToken();

    /// <summary>Begun at once, to be awaited or subscribed to later; disposing cancels. Asio's <c>use_promise</c>.</summary>
    public static CompletionToken<SendPromise> Promise { get; } = new PromiseToken();

    /// <summary>A completion handler: <c>(error, bytes) => …</c>, called once whatever the outcome.</summary>
    /// <param name="handler">Runs where the notifications run. What it throws is rethrown as what an observer throws.</param>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public static CompletionToken<Unit> Callback(Action<SocketError, long> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new CallbackToken(handler);
    }

    /// <summary>A completion handler with an argument of the caller's. Asio's <c>append</c> for handlers.</summary>
    /// <inheritdoc cref="Callback(Action{SocketError, long})"/>
    /// <param name="handler">Runs where the notifications run.</param>
    /// <param name="state">Its last argument.</param>
    public static CompletionToken<Unit> Callback<TState>(Action<SocketError, long, TState> handler, TState state)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new CallbackToken((error, bytes) => handler(error, bytes, state));
    }
}
