using Rx.Sockets.Cancellation;

namespace Rx.Sockets;

/// <summary>Where one operation hears that it should stop; Asio's <c>cancellation_slot</c>. Made by a <see cref="CancellationSignal"/>
/// or a <see cref="CancellationState"/>.</summary>
/// <remarks>
/// <para><b>One at a time.</b> A slot has at most one handler: a live send
/// (<see cref="SendObservable.BindCancellationSlot"/>), a <see cref="CancellationState"/>, or what the methods here bind. A second
/// one is refused with <see cref="InvalidOperationException"/>. It is free again when the handler has been let go, for a send:
/// before its <c>settled</c> callback and its observer are called.</para>
/// <para><b>Threads.</b> Any thread may do anything at any time. A handler that is let go while another thread is asking it may be
/// asked once more.</para>
/// <para><c>default</c> is not connected: what is bound to it can never be asked to stop.</para>
/// </remarks>
public readonly record struct CancellationSlot
{
    internal CancellationSlot(SlotCore core) => Core = core;

    /// <summary>Whether anybody could ask.</summary>
    public bool IsConnected => Core is not null;

    /// <summary>Whether there is a handler.</summary>
    public bool HasHandler => Core is { IsBound: true };

    internal SlotCore? Core { get; }

    /// <summary>Binds a handler of one's own.</summary>
    /// <param name="handler">Called with each request, on the thread and the stack of whoever asks, from several threads at once if
    /// several ask; never with None. What it throws goes to whoever asks. A source that fails asks for all levels.</param>
    /// <returns>Dispose it to free the slot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is a handler.</exception>
    public IDisposable Assign(Action<CancellationLevel> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Core?.Bind(new SlotHandler(handler)) ?? Nothing.Instance;
    }

    /// <summary>The requests as a stream; hot, on the stack of whoever asks, never completes. Its subscriber is the handler; a second
    /// one hears <see cref="InvalidOperationException"/> by OnError.</summary>
    public IObservable<CancellationLevel> ToObservable() => new SlotObservable(Core ?? new SlotCore());

    /// <summary>The requests as a token, for what knows only tokens. It is the handler until it is disposed.</summary>
    /// <param name="levels">The token is cancelled by the first request that names any of these.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    /// <exception cref="InvalidOperationException">There is a handler.</exception>
    public CancellationTokenSource ToTokenSource(CancellationLevel levels = CancellationLevel.All)
    {
        var source = new SlotTokenSource(Levels.Checked(levels, nameof(levels)));
        if (Core is not null) source.Bind(Core);
        return source;
    }
}
