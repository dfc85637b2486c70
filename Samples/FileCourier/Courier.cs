using System.Reactive.Linq;
using Rx.Sockets;

namespace FileCourier;

/// <summary>The pipeline: frames over one connection after the other, each from the very byte at which the one before it ended.</summary>
internal static class Courier
{
    /// <summary>Sends all frames. The counts go on from one connection to the next; what was dropped there is sent here.</summary>
    /// <param name="frames">The same each time they are enumerated; asked for when there is room for more.</param>
    /// <param name="connect">Makes a connection, after so much has been sent.</param>
    /// <param name="legs">How many connections there may be.</param>
    public static IObservable<SendProgress> Deliver(
        IEnumerable<BufferSequence> frames, Func<SendProgress, IObservable<RxSocket>> connect, int legs) => Observable.Defer(() =>
    {
        var sent = default(SendProgress);
        return Observable.Defer(() =>
        {
            var before = sent;
            return connect(before)
                .SelectMany(socket => From(frames, before.Bytes).ToAsyncEnumerable().SendTo(socket))
                .Select(leg => sent = before + leg); // the last counts of a leg come before its error, and are exact
        }).Retry(legs);
    });

    /// <summary>What is left behind the first bytes: the rest of a frame, and all that follow.</summary>
    private static IEnumerable<BufferSequence> From(IEnumerable<BufferSequence> frames, long start)
    {
        foreach (var frame in frames)
        {
            if (start < frame.Length) yield return frame.From(start);
            start = Math.Max(0, start - frame.Length);
        }
    }
}
