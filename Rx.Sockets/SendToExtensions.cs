using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>Streams of messages to sockets: <c>messages.SendTo(socket)</c>.</summary>
/// <remarks>
/// <para><b>Start.</b> Cold: nothing happens before Subscribe, and each subscription subscribes to the source once. Messages go out one
/// after the other, in their order, each whole; other sends of the same socket may go between two of them, never into one.</para>
/// <para><b>Speed.</b> A message that finds nothing under way is sent at once. While a send is under way those that arrive are gathered, and
/// go with the next one. No timer, so no message waits for another.</para>
/// <para><b>Memory.</b> Messages are copied while they are handed over; with <see cref="SendToOptions.CopyUpTo"/> long ones are sent from
/// where they lie. What waits is bounded by <see cref="SendToOptions.Capacity"/>, in bytes; what happens beyond it has a name,
/// <see cref="SendToOptions.Overflow"/>.</para>
/// <para><b>Threads.</b> A handing thread may do the sending (without blocking, but for <see cref="Overflow.Block"/>); else the thread
/// pool does, or the loop if the socket notifies there. Notifications run where those of the socket do, never on the stack of Subscribe,
/// OnNext or Dispose.</para>
/// <para><b>Result.</b> <see cref="SendProgress"/> from time to time, the newest counts only: when nothing is queued any more, for each MiB,
/// and when messages are left out or the source is held up (at once, then for each 1024 as long as nothing moves); and once more at the
/// end. Then OnCompleted, when
/// the source has completed and all is out; or OnError: the source's own error, after what it had handed over is out; an error of a
/// framing or a key, likewise; <see cref="SendOverflowException"/> by policy; <see cref="SendException"/> when a send failed or was
/// cancelled (<see cref="RxSocket.Cancel"/>, Dispose), then what waits is dropped and counted. How far the stream came is in the last
/// <see cref="SendProgress"/>, which comes before the error; the exception's own result is that of the last write.</para>
/// <para><b>Unsubscribing</b> leaves the source, and asks for <see cref="SendToOptions.OnUnsubscribe"/>, by default Total: the message under
/// way goes out whole (at most <see cref="RxSocketOptions.UnwatchedLimit"/> without a byte), those that have not begun are dropped. The
/// last counts come through <see cref="SendToOptions.Settled"/>.</para>
/// <para><b>Engines.</b> The same on all of them.</para>
/// </remarks>
public static class SendToExtensions
{
    /// <summary>Sends each message of <paramref name="source"/>.</summary>
    /// <param name="source">Its calls come one after the other, as Rx has it; calls that overlap end the stream with
    /// <see cref="InvalidOperationException"/>, if they are noticed.</param>
    /// <param name="socket">Where to.</param>
    /// <param name="options">null: the defaults.</param>
    /// <returns>A cold observable of the counts.</returns>
    /// <exception cref="ArgumentNullException">Source or socket is null.</exception>
    /// <exception cref="ArgumentException"><see cref="Overflow.Wait"/>, or a value out of range.</exception>
    public static IObservable<SendProgress> SendTo(this IObservable<BufferSequence> source, RxSocket socket, SendToOptions? options = null) =>
        Pushed(source, socket, options, static (messages, inlet) => messages.Subscribe(inlet));

    /// <inheritdoc cref="SendTo(IObservable{BufferSequence}, RxSocket, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this IObservable<ReadOnlyMemory<byte>> source, RxSocket socket, SendToOptions? options = null) =>
        Pushed(source, socket, options, static (messages, inlet) => messages.Subscribe(inlet));

    /// <inheritdoc cref="SendTo(IObservable{BufferSequence}, RxSocket, SendToOptions?)"/>
    /// <remarks>A message that is null ends the stream with <see cref="ArgumentNullException"/>.</remarks>
    public static IObservable<SendProgress> SendTo(this IObservable<byte[]> source, RxSocket socket, SendToOptions? options = null) =>
        Pushed(source, socket, options, static (messages, inlet) => messages.Subscribe(inlet));

    /// <summary>Sends each message of <paramref name="source"/> to every socket of a set. Each message is framed and copied once for all of
    /// them; each socket is sent it at its own pace, and one that is slow, or stalled, delays no other.</summary>
    /// <param name="source">As for one socket. OnNext waits for no socket; at most it is held up until all have been offered what came
    /// before.</param>
    /// <param name="sockets">Where to; may change meanwhile. A socket that fails, or is too slow for its policy, leaves the set and the
    /// stream goes on: <see cref="SocketSet.Departures"/> tells.</param>
    /// <param name="options">null: the defaults. <see cref="SendToOptions.Capacity"/> is that of each socket;
    /// <see cref="SendToOptions.Overflow"/> is the policy of each that has none of its own. <see cref="SendToOptions.CopyUpTo"/> does not
    /// count: every message is copied, once.</param>
    /// <returns>A cold observable of the counts of all sockets together, those that have left included. It ends when the source has
    /// ended and every socket has been sent what it was offered, or has left.</returns>
    /// <exception cref="ArgumentNullException">Source or sockets is null.</exception>
    /// <exception cref="ArgumentException">A policy that waits, or a value out of range.</exception>
    public static IObservable<SendProgress> SendTo(this IObservable<BufferSequence> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, inlet) => messages.Subscribe(inlet));

    /// <inheritdoc cref="SendTo(IObservable{BufferSequence}, SocketSet, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this IObservable<ReadOnlyMemory<byte>> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, inlet) => messages.Subscribe(inlet));

    /// <inheritdoc cref="SendTo(IObservable{BufferSequence}, SocketSet, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this IObservable<byte[]> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, inlet) => messages.Subscribe(inlet));

    private static StreamObservable Shared<T>(
        IObservable<T> source, SocketSet sockets, SendToOptions? options, Func<IObservable<T>, Inlet, IDisposable> subscribe)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sockets);
        var (settings, overflow) = StreamChecks.Shared(options);
        return new StreamObservable(observer =>
            new FanOut(sockets, settings, overflow, isPulled: false, observer).Begin(inlet => subscribe(source, inlet)));
    }

    private static StreamObservable Pushed<T>(
        IObservable<T> source, RxSocket socket, SendToOptions? options, Func<IObservable<T>, Inlet, IDisposable> subscribe)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(socket);
        var (settings, overflow) = StreamChecks.Pushed(options);
        return new StreamObservable(observer =>
            new SocketStream(socket.Queue, settings, overflow, observer).Begin(inlet => subscribe(source, inlet)));
    }
}
