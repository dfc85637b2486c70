using System.Reactive.Linq;
using Rx.Sockets.Tokens;

namespace Rx.Sockets;

/// <summary>Adapters that change what comes back: values before or after the result, so that whoever hears it knows whose it is. Asio's
/// <c>append</c> and <c>prepend</c>; of an observable they are <c>Select</c>, for a handler see
/// <see cref="Use.Callback{TState}(Action{System.Net.Sockets.SocketError, long, TState}, TState)"/>.</summary>
public static class CompletionTokenExtensions
{
    /// <summary>The result and <paramref name="value"/> after it.</summary>
    public static CompletionToken<Task<(TResult Result, TValue Value)>> Append<TResult, TValue>(this CompletionToken<Task<TResult>> token, TValue value) =>
        Map(token, async task => (await task.ConfigureAwait(false), value));

    /// <inheritdoc cref="Append{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<ValueTask<(TResult Result, TValue Value)>> Append<TResult, TValue>(this CompletionToken<ValueTask<TResult>> token, TValue value) =>
        Map(token, async ValueTask<(TResult, TValue)> (task) => (await task.ConfigureAwait(false), value));

    /// <inheritdoc cref="Append{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<IAsyncEnumerable<(TResult Result, TValue Value)>> Append<TResult, TValue>(this CompletionToken<IAsyncEnumerable<TResult>> token, TValue value) =>
        Map(token, results => results.Select(result => (result, value)));

    /// <inheritdoc cref="Append{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<IObservable<(TResult Result, TValue Value)>> Append<TResult, TValue>(this CompletionToken<IObservable<TResult>> token, TValue value) =>
        Map(token, results => results.Select(result => (result, value)));

    /// <inheritdoc cref="Append{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<IObservable<(SendResult Result, TValue Value)>> Append<TValue>(this CompletionToken<SendObservable> token, TValue value) =>
        Map(token, results => results.Select(result => (result, value)));

    /// <summary><paramref name="value"/> and the result after it.</summary>
    public static CompletionToken<Task<(TValue Value, TResult Result)>> Prepend<TResult, TValue>(this CompletionToken<Task<TResult>> token, TValue value) =>
        Map(token, async task => (value, await task.ConfigureAwait(false)));

    /// <inheritdoc cref="Prepend{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<ValueTask<(TValue Value, TResult Result)>> Prepend<TResult, TValue>(this CompletionToken<ValueTask<TResult>> token, TValue value) =>
        Map(token, async ValueTask<(TValue, TResult)> (task) => (value, await task.ConfigureAwait(false)));

    /// <inheritdoc cref="Prepend{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<IAsyncEnumerable<(TValue Value, TResult Result)>> Prepend<TResult, TValue>(this CompletionToken<IAsyncEnumerable<TResult>> token, TValue value) =>
        Map(token, results => results.Select(result => (value, result)));

    /// <inheritdoc cref="Prepend{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<IObservable<(TValue Value, TResult Result)>> Prepend<TResult, TValue>(this CompletionToken<IObservable<TResult>> token, TValue value) =>
        Map(token, results => results.Select(result => (value, result)));

    /// <inheritdoc cref="Prepend{TResult, TValue}(CompletionToken{Task{TResult}}, TValue)"/>
    public static CompletionToken<IObservable<(TValue Value, SendResult Result)>> Prepend<TValue>(this CompletionToken<SendObservable> token, TValue value) =>
        Map(token, results => results.Select(result => (value, result)));

    private static MappedToken<TInner, TReturn> Map<TInner, TReturn>(CompletionToken<TInner> token, Func<TInner, TReturn> map)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new MappedToken<TInner, TReturn>(token, map);
    }
}
