using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>What a stream of messages does when its source is faster than its peer: when the next message does not fit into
/// <see cref="SendToOptions.Capacity"/>. A choice by name, made where the stream is made.</summary>
/// <remarks>No policy touches a message of which a byte may have left: a frame is sent whole or not at all. Each counts what it did, in
/// <see cref="SendProgress"/>.</remarks>
public sealed class Overflow
{
    private Overflow(OverflowKind kind, Func<Conflation>? conflation = null) => (Kind, MakeConflation) = (kind, conflation);

    /// <summary>The next message is asked for when there is room for it; no thread waits. The default of sources that are pulled
    /// (<see cref="IAsyncEnumerable{T}"/>, <see cref="System.IO.Pipelines.PipeReader"/>,
    /// <see cref="System.Threading.Channels.ChannelReader{T}"/>); an observable cannot be asked to wait, and is refused. Of many
    /// sockets it is asked for when there is room for it in each that has this policy: the slowest of them sets the pace.</summary>
    public static Overflow Wait { get; } = new(OverflowKind.Wait);

    /// <summary>OnNext keeps the thread of the source until half of the capacity is free. For hot sources on a thread of their own; on
    /// the loop's own thread, and on virtual time, nothing would go on meanwhile, and the stream fails with
    /// <see cref="InvalidOperationException"/> instead.</summary>
    public static Overflow Block { get; } = new(OverflowKind.Block);

    /// <summary>The stream ends with <see cref="SendOverflowException"/>: the source is left, the message under way goes out whole, the
    /// others are dropped and counted. The default of observables.</summary>
    public static Overflow Fail { get; } = new(OverflowKind.Fail);

    /// <summary>The new message is dropped.</summary>
    public static Overflow DropNewest { get; } = new(OverflowKind.DropNewest);

    /// <summary>The oldest messages that have not begun are dropped, until the new one fits.</summary>
    public static Overflow DropOldest { get; } = new(OverflowKind.DropOldest);

    /// <summary>A slow peer is given up: the socket is disposed, which ends the connection in good order, and the stream ends with
    /// <see cref="SendOverflowException"/>.</summary>
    public static Overflow Disconnect { get; } = new(OverflowKind.Disconnect);

    internal OverflowKind Kind { get; }

    /// <summary>What tells messages of one key from those of another; null: messages have no keys.</summary>
    internal Func<Conflation>? MakeConflation { get; }

    /// <summary>Conflates: of the messages that wait, only the newest of each key is sent, where that one stood. The capacity bounds
    /// what is left; beyond it the oldest are dropped.</summary>
    /// <param name="key">The key of a message, without its frame. Called once for each, on the thread that hands it over; if it throws
    /// the stream ends with that error. It must not keep the memory.</param>
    /// <param name="comparer">null: the default of the type. Called under a lock, on the thread that hands over or sends; likewise if it
    /// throws.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static Overflow Latest<TKey>(Func<BufferSequence, TKey> key, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Overflow(OverflowKind.Latest, () => new Conflation<TKey>(key, comparer));
    }

    /// <summary>Conflates all messages: of those that wait only the newest is sent.</summary>
    public static Overflow Latest() => Latest(static _ => 0);

    /// <summary>The name.</summary>
    public override string ToString() => Kind.ToString();
}
