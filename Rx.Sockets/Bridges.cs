using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>From sources that push to sources that are pulled, and back, without a queue that has no end.</summary>
/// <remarks>The names are not those of <c>System.Linq.AsyncEnumerable</c>, System.Linq.Async and System.Interactive.Async, whose operators
/// compose with what is returned.</remarks>
public static class Bridges
{
    /// <summary>An observable to be pulled: what it emits waits, bounded, until it is asked for.</summary>
    /// <param name="source">Subscribed once by each enumerator.</param>
    /// <param name="capacity">How many items may wait; one at least.</param>
    /// <param name="overflow">What happens to an item that finds no room: <see cref="Overflow.Block"/>, <see cref="Overflow.Fail"/>,
    /// <see cref="Overflow.DropNewest"/> or <see cref="Overflow.DropOldest"/>; null means Fail. The others are refused: an observable cannot
    /// be asked to wait, items of any type have no keys, and there is no peer to disconnect.</param>
    /// <param name="dropped">Called once for each item that is not handed out: for want of room, or because the enumeration was left.
    /// Whoever disposes items disposes of these here. On the thread that emits or that leaves, under no lock; must not throw.</param>
    /// <remarks>
    /// <para><b>Start.</b> Cold: the first <c>MoveNextAsync</c> subscribes, on its thread. What Rx's operators emit inside that
    /// <c>Subscribe</c> can be stopped there, too.</para>
    /// <para><b>End.</b> The error or the completion of the source comes out after what was taken before. An error is thrown once; then
    /// the enumeration is over.</para>
    /// <para><b>Leaving.</b> Disposing the enumerator, or cancelling the token that it was made with, unsubscribes at once, also while a
    /// step is awaited: that step then ends with <c>false</c>, or with <see cref="OperationCanceledException"/>. What waited is dropped,
    /// and a source that Block keeps waiting goes on. The source is unsubscribed exactly once, however it ended.</para>
    /// <para><b>Threads.</b> Items may come from any thread, even from several at once, which breaks the rules of Rx but nothing here. No
    /// code of the consumer runs on the thread of the source.</para>
    /// <para><b>Block</b> keeps the thread that emits. Inside <c>Subscribe</c> that would be the thread that is to make room: the
    /// enumeration then fails with <see cref="InvalidOperationException"/>. An item that the consumer itself emits, in the loop that
    /// pulls, waits for ever if there is no room for it.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A capacity of less than one.</exception>
    /// <exception cref="ArgumentException">A policy that is not for this.</exception>
    public static IAsyncEnumerable<T> ToPull<T>(this IObservable<T> source, int capacity, Overflow? overflow = null, Action<T>? dropped = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var kind = (overflow ?? Overflow.Fail).Kind;
        if (kind is not (OverflowKind.Block or OverflowKind.Fail or OverflowKind.DropNewest or OverflowKind.DropOldest))
            throw new ArgumentException($"Overflow.{kind} is not for items that are pulled: use Block, Fail, DropNewest or DropOldest.", nameof(overflow));
        return new PulledObservable<T>(source, new PullTerms<T>(capacity, kind, dropped));
    }

    /// <summary>A source that is pulled, as an observable: the next item is asked for when <c>OnNext</c> of the one before has returned.</summary>
    /// <param name="source">Enumerated once by each subscription.</param>
    /// <remarks>
    /// <para><b>Start.</b> Cold: Subscribe begins, and no notification comes on its stack. Nothing is queued, and a million items that are
    /// ready need no more stack than one.</para>
    /// <para><b>Threads.</b> The first step is made on the thread pool; notifications come where the steps of the source end, one at a time.</para>
    /// <para><b>Unsubscribing</b> cancels the token of the enumeration and waits for nothing: callbacks of the token run on the thread
    /// pool, and a step that never ends is left alone. The enumerator is disposed exactly once, never while it makes a step, and before
    /// the end is notified. Nothing is notified after Dispose has returned on the same thread.</para>
    /// <para><b>Errors</b> of the source, in making an enumerator, in a step or in disposing, are delivered. What the observer throws
    /// ends the enumeration and is rethrown on the thread pool, which ends the process, as with Rx's schedulers.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<T> ToPush<T>(this IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new PushedEnumerable<T>(source);
    }
}
