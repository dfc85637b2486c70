using Rx.Sockets.Cancellation;

namespace Rx.Sockets;

/// <summary>Asks one operation at a time to stop; Asio's <c>cancellation_signal</c>, but safe from any thread.</summary>
/// <remarks>
/// <para>A signal remembers nothing: <see cref="Emit"/> reaches the operation that is bound at that moment, and no later one. What is
/// to be remembered is remembered by the operation (requests to one send accumulate) or by a <see cref="CancellationState"/>.</para>
/// <para>Use one signal for each operation that is live at the same time, and the same one again for the next. To stop several sends
/// at once, give them one observable: <see cref="SendObservable.CancelWhen(IObservable{CancellationLevel})"/>.</para>
/// </remarks>
public sealed class CancellationSignal
{
    private readonly SlotCore _core;

    /// <summary>A signal that only <see cref="Emit"/> gives.</summary>
    public CancellationSignal() : this(null)
    {
    }

    private CancellationSignal(CancelTrigger? source) => _core = new SlotCore(source);

    /// <summary>Where the operation is bound.</summary>
    public CancellationSlot Slot => new(_core);

    /// <summary>A signal that a token gives, too: each operation bound while, or after, it is cancelled is asked for
    /// <paramref name="level"/>. Nothing is registered with the token while nothing is bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public static CancellationSignal FromToken(CancellationToken token, CancellationLevel level) =>
        new(new TokenTrigger(token, Levels.Checked(level, nameof(level))));

    /// <summary>A signal that a stream gives, too: subscribed to for each operation, while it is bound.</summary>
    /// <param name="levels">Unknown bits are ignored. Its completion withdraws nothing; its error asks as that of
    /// <see cref="SendObservable.CancelWhen(IObservable{CancellationLevel})"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="levels"/> is null.</exception>
    public static CancellationSignal FromObservable(IObservable<CancellationLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return new(new SignalTrigger(levels));
    }

    /// <summary>Asks the operation that is bound now. If there is none, or for None, nothing happens.</summary>
    /// <param name="level">Every guarantee that would be accepted. What an operation cannot give is refused, and it goes on.</param>
    /// <remarks>Works on this stack: no user code runs, unless the handler is the user's own.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public void Emit(CancellationLevel level) => _core.Emit(Levels.Checked(level, nameof(level)));
}
