using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Operations;
using Rx.Sockets.Tokens;

namespace Rx.Sockets;

/// <summary>Says how the outcome of an operation comes back to whoever began it; Asio's completion token.</summary>
/// <typeparam name="TReturn">What beginning the operation returns.</typeparam>
/// <remarks>
/// <para>The ready ones are in <see cref="Use"/>. A token of one's own derives from this class and says in <see cref="Initiate"/> what
/// to do with an operation that is ready to be begun.</para>
/// <para><b>Adapters</b> put something round a token: <c>Use.Task.AsTuple().CancelAfter(…)</c>. They stack in any order on every token,
/// those of users too. Where two say different things the outer, later one counts; deadlines, signals, owners and redirections add
/// up.</para>
/// <para>A token is immutable and may be used for any number of operations, from any thread; only one that has
/// <see cref="Consign"/> in it is for one operation.</para>
/// </remarks>
public abstract class CompletionToken<TReturn>
{
    /// <summary>Begins the operation, or hands it on; called once for each operation, on the stack of its caller.</summary>
    /// <param name="initiation">The operation. Each call of its members is one independent send of the same buffers.</param>
    /// <returns>What the caller of the operation gets.</returns>
    public abstract TReturn Initiate(SendInitiation initiation);

    /// <summary>Failures and cancellations come as values: a <see cref="SendResult"/>, which takes apart into error and count. Asio's
    /// <c>as_tuple</c>.</summary>
    public CompletionToken<TReturn> AsTuple() => AdaptedToken<TReturn>.Of(this, terms: null, asResult: true);

    /// <summary>The error goes to <paramref name="error"/> instead of being thrown; the result comes as a value. Asio's
    /// <c>redirect_error</c>.</summary>
    /// <param name="error">Told once for every operation, Success too, where the notifications run, before the result comes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public CompletionToken<TReturn> RedirectError(Action<SocketError> error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return AdaptedToken<TReturn>.Of(this, new SendTerms { Settled = result => error(result.Error) }, asResult: true);
    }

    /// <summary>Notifications of the operation, its <c>settled</c> callback too, run on <paramref name="scheduler"/> instead of where the
    /// socket's run. Asio's <c>bind_executor</c>.</summary>
    /// <remarks>Unlike Rx's <c>ObserveOn</c> it loses nothing when somebody leaves, and a torn write can be resumed there.</remarks>
    /// <param name="scheduler">One that runs work inside <c>Schedule</c> is bypassed, as for <see cref="RxSocketOptions.Scheduler"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    /// <exception cref="ArgumentException">Immediate or CurrentThread; see <see cref="BindImmediateExecutor"/>.</exception>
    public CompletionToken<TReturn> BindExecutor(IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return AdaptedToken<TReturn>.Of(this, new SendTerms { Executor = SocketChecks.ExecutorOf(scheduler) });
    }

    /// <summary>An outcome that is there before the operation's call has returned is notified on <paramref name="scheduler"/>, which may
    /// do so inside the call. Asio's <c>bind_immediate_executor</c>.</summary>
    /// <remarks>The only way to be notified inside: mind locks that are held, and state that is not ready yet. Handlers that begin one
    /// send after the other nest 16 deep at most, then one is notified as always. What a handler throws does not reach the
    /// caller.</remarks>
    /// <param name="scheduler">Immediate: inside the call. CurrentThread: inside the outermost call of the thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    public CompletionToken<TReturn> BindImmediateExecutor(IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return AdaptedToken<TReturn>.Of(this, new SendTerms { Immediate = new ImmediateExecutor(scheduler) });
    }

    /// <summary>As <see cref="SendObservable.CancelAfter"/>, counted from the beginning of each operation. Asio's
    /// <c>cancel_after</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative or overlong time; an unknown level.</exception>
    public CompletionToken<TReturn> CancelAfter(TimeSpan dueTime, CancellationLevel level, IScheduler? scheduler = null) =>
        AdaptedToken<TReturn>.Of(this, SendTerms.None.With([Deadlines.After(dueTime, level, scheduler)]));

    /// <summary>Asks for <paramref name="level"/> at <paramref name="dueTime"/>; at once if that has passed. Asio's
    /// <c>cancel_at</c>.</summary>
    /// <param name="dueTime">A time of day. A clock that is set afterwards does not move it.</param>
    /// <param name="level">What to ask for. One that cannot be had then changes nothing.</param>
    /// <param name="scheduler">Whose time; null: the engine's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public CompletionToken<TReturn> CancelAt(DateTimeOffset dueTime, CancellationLevel level, IScheduler? scheduler = null) =>
        AdaptedToken<TReturn>.Of(this, SendTerms.None.With([Deadlines.At(dueTime, level, scheduler)]));

    /// <summary>As <see cref="SendObservable.BindCancellationSlot"/>: whoever emits on the signal of <paramref name="slot"/> asks the operation
    /// to stop. Asio's <c>bind_cancellation_slot</c>.</summary>
    /// <param name="slot">For one operation at a time; a second one fails with AlreadyInProgress, 0 bytes, and an
    /// <see cref="InvalidOperationException"/> inside.</param>
    public CompletionToken<TReturn> BindCancellationSlot(CancellationSlot slot) =>
        slot.Core is { } core ? AdaptedToken<TReturn>.Of(this, SendTerms.None.With([new SlotTrigger(core)])) : this;

    /// <summary>The operation takes <paramref name="owner"/> over and disposes it, once, when it has settled: memory of a pool, say. Asio's
    /// <c>consign</c>.</summary>
    /// <remarks>For one operation: a second one with this token, or a second subscription, fails with Fault, 0 bytes and an
    /// <see cref="ObjectDisposedException"/> inside. One that is never begun disposes nothing.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="owner"/> is null.</exception>
    public CompletionToken<TReturn> Consign(IDisposable owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return AdaptedToken<TReturn>.Of(this, new SendTerms { Consigned = [new Consignment(owner)] });
    }

    /// <summary>A view of <paramref name="socket"/> whose operations use this token. Asio's <c>as_default_on</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    public TokenSocket<TReturn> AsDefaultOn(RxSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return new TokenSocket<TReturn>(socket, this);
    }
}
