using System.Reactive.Linq;
using System.Security.Cryptography;
using Rx.Sockets;

namespace FileCourier;

/// <summary>The pipeline: frames over one connection after the other, each from the very byte at which the one before it ended.</summary>
internal static class Courier
{
    /// <summary>What is sent of a file: its name, its pieces, nothing, its SHA-256. Each lasts until the next one is asked for.</summary>
    public static IEnumerable<BufferSequence> MessagesOf(string file)
    {
        using var content = File.OpenRead(file);
        yield return BufferSequence.Of(file);
        for (var piece = new byte[64 * 1024]; content.Read(piece) is > 0 and var length;)
            yield return piece.AsMemory(0, length);
        yield return default;
        content.Position = 0;
        yield return SHA256.HashData(content);
    }

    /// <summary>Sends frames that are the same each time they are enumerated. The counts go on from one connection to the next.</summary>
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
