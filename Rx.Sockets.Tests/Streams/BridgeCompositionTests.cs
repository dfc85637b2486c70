using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Operators of System.Interactive.Async between a source and a socket; neither the library nor its users need that package for
/// the bridges themselves.</summary>
public sealed class BridgeCompositionTests
{
    [Fact]
    public async Task Buffer_Scan_and_Do_compose_with_what_is_pulled_and_push_it_on()
    {
        var seen = 0;
        var heard = new Recorder<int>();
        Emitted(10).ToPull(4, Overflow.Block)
            .Do(_ => seen++)
            .Buffer(4)
            .Select(batch => batch.Count)
            .Scan(0, (total, count) => total + count)
            .ToPush()
            .Subscribe(heard);
        await heard.Ended.Within();

        Assert.Equal([4, 8, 10], heard.Values);
        Assert.Equal((10, null), (seen, heard.Error));
    }

    [Fact]
    public async Task An_operator_that_leaves_early_or_fails_unsubscribes_the_observable()
    {
        var left = 0;
        var endless = Observable.Repeat(1, System.Reactive.Concurrency.NewThreadScheduler.Default).Finally(() => Interlocked.Increment(ref left));
        await foreach (var _ in endless.ToPull(4, Overflow.DropOldest).Do(_ => { }).Take(2))
        {
        }

        Assert.Equal(1, left);
        await Assert.ThrowsAsync<TimeoutException>(() => endless.ToPull(4, Overflow.DropOldest).Do(Fail).CountAsync().AsTask().Within());
        Assert.Equal(2, left);
    }

    [Fact]
    public async Task Batches_of_a_hot_source_are_framed_and_written_one_after_the_other()
    {
        const int Messages = 1000;
        var framing = Framing.LengthPrefixed(2);
        using var pair = SocketPair.Connect();
        await using var socket = new RxSocket(pair.Local);
        var reading = Task.Run(() => PeerBytes(pair, Messages * (2 + 4)), TestContext.Current.CancellationToken);

        await foreach (var batch in Emitted(Messages).ToPull(16, Overflow.Block).Select(item => framing.Frame(BufferSequence.Of(item))).Buffer(8))
            await socket.AsyncWrite(BufferSequence.Of([.. batch.SelectMany(Slices)]));

        var messages = FrameReader.Prefixed(await reading.Within(), 2, ByteOrder.BigEndian);
        Assert.Equal(Enumerable.Range(0, Messages), messages.Select(message => BitConverter.ToInt32(message)));
    }

    private static void Fail(int item) => throw new TimeoutException();

    private static IEnumerable<ReadOnlyMemory<byte>> Slices(BufferSequence frame)
    {
        foreach (var slice in frame)
            yield return slice;
    }

    /// <summary>On a thread of their own.</summary>
    private static IObservable<int> Emitted(int count) => Observable.Range(0, count, System.Reactive.Concurrency.NewThreadScheduler.Default);

    private static byte[] PeerBytes(SocketPair pair, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
            at += pair.Peer.Receive(bytes.AsSpan(at));
        return bytes;
    }
}
