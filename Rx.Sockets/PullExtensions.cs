using System.Threading.Channels;
using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>Streams of messages to a socket, or many, from sources that are pulled: <c>messages.SendTo(socket)</c>. A message is asked for
/// when there is room for it.</summary>
/// <remarks>
/// <para>As <see cref="SendToExtensions"/> has it, with these differences.</para>
/// <para><b>Waiting.</b> The policy is <see cref="Overflow.Wait"/> unless the options name another. The source is not asked for the next
/// message before the last one has been taken, and no thread is kept meanwhile. With another policy, but for
/// <see cref="Overflow.Block"/>, which is refused, the source is asked again at once, and what does not fit is dealt with as the policy
/// says.</para>
/// <para><b>Memory.</b> A message is copied before the next one is asked for, so its memory may be used for the next: what a source does
/// that has one buffer. Not so what is longer than <see cref="SendToOptions.CopyUpTo"/>.</para>
/// <para><b>Threads.</b> The source is first asked where notifications run, never on the stack of Subscribe; then on the thread on which it
/// gave the last message, and where notifications run if it had to wait for room. One that always has a message lets others have their
/// turn. Nothing is captured of the context of Subscribe but its ExecutionContext.</para>
/// <para><b>Unsubscribing,</b> or the end of the stream otherwise, cancels the token of the source, where notifications run, and asks
/// for no more. It does not wait: not for a source that still makes a message, and not for the disposal of its enumerator. A message
/// that it gives after that is not sent. A message that was waiting for room is counted as dropped.</para>
/// <para><b>Many sockets.</b> Each message is framed and copied once for all. The source waits for those sockets whose policy is
/// <see cref="Overflow.Wait"/>, their own in the <see cref="SocketSet"/> or else the stream's: it is asked for the next message when
/// there is room for it in each of them, so one that stalls stops the stream for all, until it reads, fails or is removed. Sockets with
/// another policy delay nobody, and what they miss is counted. Without a socket that is waited for the source is asked as fast as it
/// answers, also when there is no socket at all. A message that no socket was offered, because the stream ended while it waited for
/// room, is in none of the counts.</para>
/// </remarks>
public static class PullExtensions
{
    /// <summary>Sends each message of <paramref name="source"/>.</summary>
    /// <param name="source">Enumerated once for each subscription. Its enumerator is disposed once: at its end, after its error, or when it has
    /// been left and is not making a message any more; never while it does. What disposing throws is an error of the source, which
    /// nobody hears if it has been left.</param>
    /// <param name="socket">Where to.</param>
    /// <param name="options">null: the defaults.</param>
    /// <returns>A cold observable of the counts.</returns>
    /// <exception cref="ArgumentNullException">Source or socket is null.</exception>
    /// <exception cref="ArgumentException"><see cref="Overflow.Block"/>, or a value out of range.</exception>
    public static IObservable<SendProgress> SendTo(this IAsyncEnumerable<BufferSequence> source, RxSocket socket, SendToOptions? options = null) =>
        Pulled(source, socket, options, static (messages, intake) => SequencePull.Begin(messages, static message => message, intake));

    /// <inheritdoc cref="SendTo(IAsyncEnumerable{BufferSequence}, RxSocket, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this IAsyncEnumerable<ReadOnlyMemory<byte>> source, RxSocket socket, SendToOptions? options = null) =>
        Pulled(source, socket, options, static (messages, intake) => SequencePull.Begin(messages, static message => message, intake));

    /// <summary>Sends each message of <paramref name="source"/>.</summary>
    /// <param name="source">Read by each subscription, so each message goes to one of them. Ends when it has been completed and all was read;
    /// with the error that it was completed with, if any. What has not been read when the stream is left stays in it, for the next
    /// reader.</param>
    /// <param name="socket">Where to.</param>
    /// <param name="options">null: the defaults.</param>
    /// <returns>A cold observable of the counts.</returns>
    /// <exception cref="ArgumentNullException">Source or socket is null.</exception>
    /// <exception cref="ArgumentException"><see cref="Overflow.Block"/>, or a value out of range.</exception>
    public static IObservable<SendProgress> SendTo(this ChannelReader<BufferSequence> source, RxSocket socket, SendToOptions? options = null) =>
        Pulled(source, socket, options, static (messages, intake) => ChannelPull.Begin(messages, static message => message, intake));

    /// <inheritdoc cref="SendTo(ChannelReader{BufferSequence}, RxSocket, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this ChannelReader<ReadOnlyMemory<byte>> source, RxSocket socket, SendToOptions? options = null) =>
        Pulled(source, socket, options, static (messages, intake) => ChannelPull.Begin(messages, static message => message, intake));

    /// <summary>Sends each message of <paramref name="source"/> to every socket of a set.</summary>
    /// <param name="source">As for one socket.</param>
    /// <param name="sockets">Where to; may change meanwhile. A socket that fails, or is too slow for a policy of its own, leaves the set and
    /// the stream goes on: <see cref="SocketSet.Departures"/> tells.</param>
    /// <param name="options">null: the defaults. <see cref="SendToOptions.Capacity"/> is that of each socket;
    /// <see cref="SendToOptions.Overflow"/> is the policy of each that has none of its own. <see cref="SendToOptions.CopyUpTo"/> does not
    /// count: every message is copied, once.</param>
    /// <returns>A cold observable of the counts of all sockets together, those that have left included. It ends when the source has
    /// ended and every socket has been sent what it was offered, or has left.</returns>
    /// <exception cref="ArgumentNullException">Source or sockets is null.</exception>
    /// <exception cref="ArgumentException"><see cref="Overflow.Block"/>, or a value out of range.</exception>
    public static IObservable<SendProgress> SendTo(this IAsyncEnumerable<BufferSequence> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, intake) => SequencePull.Begin(messages, static message => message, intake));

    /// <inheritdoc cref="SendTo(IAsyncEnumerable{BufferSequence}, SocketSet, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this IAsyncEnumerable<ReadOnlyMemory<byte>> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, intake) => SequencePull.Begin(messages, static message => message, intake));

    /// <inheritdoc cref="SendTo(IAsyncEnumerable{BufferSequence}, SocketSet, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this ChannelReader<BufferSequence> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, intake) => ChannelPull.Begin(messages, static message => message, intake));

    /// <inheritdoc cref="SendTo(IAsyncEnumerable{BufferSequence}, SocketSet, SendToOptions?)"/>
    public static IObservable<SendProgress> SendTo(this ChannelReader<ReadOnlyMemory<byte>> source, SocketSet sockets, SendToOptions? options = null) =>
        Shared(source, sockets, options, static (messages, intake) => ChannelPull.Begin(messages, static message => message, intake));

    private static StreamObservable Shared<TSource>(
        TSource source, SocketSet sockets, SendToOptions? options, Func<TSource, Intake, IDisposable> pull)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sockets);
        var (settings, overflow) = StreamChecks.Pulled(options);
        return new StreamObservable(observer =>
        {
            var stream = new FanOut(sockets, settings, overflow, isPulled: true, observer);
            return stream.Begin(inlet => pull(source, new Intake(inlet, stream.Executor)));
        });
    }

    private static StreamObservable Pulled<TSource>(
        TSource source, RxSocket socket, SendToOptions? options, Func<TSource, Intake, IDisposable> pull)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(socket);
        var (settings, overflow) = StreamChecks.Pulled(options);
        return new StreamObservable(observer =>
        {
            var stream = new SocketStream(socket.Queue, settings, overflow, observer);
            return stream.Begin(inlet => pull(source, new Intake(inlet, stream.Executor)));
        });
    }
}
