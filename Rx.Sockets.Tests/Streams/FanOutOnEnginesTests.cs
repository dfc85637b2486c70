using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Channels;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Streams to many sockets over the kernel, on each engine.</summary>
public sealed class FanOutOnEnginesTests
{
    private const int Sockets = 6;
    private const int Messages = 5000;
    private const int Capacity = 16 * 1024;
    private const int Longest = 600;

    /// <summary>Whoever is the slowest changes all the time. A wake-up that is lost leaves the test waiting.</summary>
    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_source_that_is_pulled_goes_to_each_whole_and_in_order(SocketEngineKind engine)
    {
        var (lengths, seed) = Lengths();
        await using var pairs = new PairList(engine, Sockets);
        var set = new SocketSet(pairs.Sockets);
        var (heard, each) = (new Recorder<SendProgress>(), new List<SocketDeparture>());
        var channel = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        foreach (var (length, i) in lengths.Select((length, i) => (length, i))) channel.Writer.TryWrite(Pattern.Bytes(length, start: i));
        channel.Writer.Complete();
        var reading = pairs.Peers.Select((peer, i) => ReadAsync(peer, new Random(seed + i))).ToArray();
        channel.Reader.SendTo(set, Options(each)).Subscribe(heard);
        await heard.Ended.Within();

        Assert.Null(heard.Error);
        await pairs.CloseAsync();
        foreach (var bytes in await Task.WhenAll(reading).Within()) CheckMessages(bytes, lengths, 0, $"seed {seed}");
        Assert.Equal(Sockets, each.Count);
        Assert.All(each, one => Assert.Equal(new SendProgress(Messages, lengths.Sum() + (4L * Messages)), one.Progress));
        Assert.True(heard.Values[^1].Waits > 0);
        Assert.All(heard.Values, counts => Assert.InRange(counts.QueuedBytes, 0, Sockets * Capacity));
    }

    /// <summary>A socket that does not read holds up the source, so the others too, until it is removed; it departs in good order.</summary>
    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_stalled_one_holds_up_a_source_that_is_pulled_until_it_is_removed(SocketEngineKind engine)
    {
        var (lengths, seed) = Lengths();
        await using var pairs = new PairList(engine, Sockets);
        var set = new SocketSet(pairs.Sockets);
        var (heard, each) = (new Recorder<SendProgress>(), new List<SocketDeparture>());
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = pairs.Peers.Skip(1).Select((peer, i) => ReadAsync(peer, new Random(seed + i))).ToArray();
        Source(lengths).SendTo(set, Options(each)).Do(counts => NoteHeld(set, pairs.Sockets[0], held)).Subscribe(heard);
        await held.Task.Within();

        Assert.True(set.Remove(pairs.Sockets[0]));
        pairs.Sockets[0].Dispose();
        await heard.Ended.Within();
        Assert.Null(heard.Error);
        await pairs.CloseAsync();
        foreach (var bytes in await Task.WhenAll(reading).Within()) CheckMessages(bytes, lengths, 0, $"seed {seed}");
        var left = each.Single(one => one.Socket == pairs.Sockets[0]);
        Assert.Equal(pairs.Sockets[0].BytesTransferred, left.Progress.Bytes);
        Assert.True(left.Progress is { QueuedMessages: 0, Messages: < Messages }, $"{left.Progress}");
    }

    /// <summary>Pushed as fast as it goes to sockets that do not read: bounded, and all counted, for each socket.</summary>
    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_source_that_pushes_outruns_each_policy_within_its_bounds(SocketEngineKind engine)
    {
        Overflow[] policies = [Overflow.DropNewest, Overflow.DropOldest, Overflow.Latest(message => message.Length % 7), Overflow.Fail, Overflow.Disconnect];
        foreach (var overflow in policies)
        {
            var (lengths, seed) = Lengths();
            await using var pairs = new PairList(engine, 3);
            var set = new SocketSet(pairs.Sockets);
            var (heard, each, source) = (new Recorder<SendProgress>(), new List<SocketDeparture>(), new Subject<ReadOnlyMemory<byte>>());
            var reading = ReadAsync(pairs.Peers[0], new Random(seed));
            source.SendTo(set, Options(each) with { Overflow = overflow }).Subscribe(heard);
            for (var i = 0; i < lengths.Length; i++) source.OnNext(Pattern.Bytes(lengths[i], start: i));
            foreach (var socket in pairs.Sockets.Skip(1)) socket.Dispose(); // nobody reads from them
            source.OnCompleted();
            await heard.Ended.Within();

            await pairs.CloseAsync();
            var when = $"{overflow}, seed {seed}";
            Assert.True(each.Count == 3, when);
            Assert.All(each, one => Assert.True(one.Progress.Bytes == one.Socket.BytesTransferred && one.Progress.QueuedMessages == 0, $"{when}: {one}"));
            Assert.Equal(heard.Values[^1] with { Waits = 0 }, each.Aggregate(default(SendProgress), static (sum, one) => sum + one.Progress));
            if (overflow == Overflow.Fail || overflow == Overflow.Disconnect) continue; // they may have left
            var got = FrameReader.Prefixed(await reading.Within(), 4, ByteOrder.BigEndian);
            var one = each.Single(one => one.Socket == pairs.Sockets[0]).Progress;
            Assert.True(one.Messages == got.Count && one.Messages + one.Dropped + one.Conflated == Messages, $"{when}: {one}");
        }
    }

    private static (int[] Lengths, int Seed) Lengths()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, Messages).Select(_ => random.Next(Longest))], seed);
    }

    private static SendToOptions Options(List<SocketDeparture> each) =>
        new() { Framing = Framing.LengthPrefixed(4), Capacity = Capacity, SocketSettled = each.Add };

    private static void NoteHeld(SocketSet set, RxSocket stalled, TaskCompletionSource held)
    {
        if (set.GetProgress().TryGetValue(stalled, out var counts) && counts.QueuedBytes > Capacity - Longest - 4) held.TrySetResult();
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Source(int[] lengths)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            if (i % 100 == 0) await Task.Yield();
            yield return Pattern.Bytes(lengths[i], start: i);
        }
    }

    /// <summary>All that comes, in pieces of a random size.</summary>
    private static Task<byte[]> ReadAsync(System.Net.Sockets.Socket peer, Random random) => Task.Factory.StartNew(
        () =>
        {
            using var all = new MemoryStream();
            var buffer = new byte[20_000];
            while (peer.Receive(buffer, 0, random.Next(1, buffer.Length), System.Net.Sockets.SocketFlags.None) is var n and > 0)
                all.Write(buffer, 0, n);
            return all.ToArray();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static void CheckMessages(byte[] stream, int[] lengths, int first, string when)
    {
        var messages = FrameReader.Prefixed(stream, 4, ByteOrder.BigEndian);
        Assert.True(lengths.Skip(first).SequenceEqual(messages.Select(message => message.Length)), when);
        for (var i = 0; i < messages.Count; i++)
            Assert.True(messages[i].AsSpan().SequenceEqual(Pattern.Bytes(lengths[first + i], start: first + i)), $"{when}: message {first + i}");
    }
}
