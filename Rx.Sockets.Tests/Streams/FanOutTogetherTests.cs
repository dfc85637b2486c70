using System.Buffers.Binary;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Streams to many sockets of one loop, over the kernel: an engine that makes the attempts of a sweep together does for each socket
/// what one does that makes them one by one.</summary>
public sealed class FanOutTogetherTests
{
    private const int Sockets = 60;
    private const int Messages = 600;
    private const int Longest = 400;
    private const int Room = 8 * 1024;

    public static TheoryData<SocketEngineKind, Wire> Ways
    {
        get
        {
            var ways = new TheoryData<SocketEngineKind, Wire>();
            foreach (var engine in Machine.Engines)
            {
                ways.Add(engine, Wire.Tcp);
                ways.Add(engine, Wire.Unix);
            }

            return ways;
        }
    }

    /// <summary>Of four sockets one keeps up, one is not read from, one is killed by its peer, and one is removed or disposed; at random
    /// times.</summary>
    [Theory, MemberData(nameof(Ways))]
    public async Task Whoever_stalls_or_is_killed_or_leaves_every_byte_of_each_is_accounted_for(SocketEngineKind engine, Wire wire)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var loop = new SocketLoop(engine);
        var pairs = Enumerable.Range(0, Sockets).Select(_ => RxPair.On(loop, wire, Room)).ToArray();
        var set = new SocketSet(pairs.Select(pair => pair.Socket));
        var (heard, each, source) = (new Recorder<SendProgress>(), new List<SocketDeparture>(), new Subject<ReadOnlyMemory<byte>>());
        source.SendTo(set, Options(each)).Subscribe(heard);
        var reading = pairs.Select((pair, i) => i % 4 is 0 or 3 ? pair.Peer.ReadToEndAsync() : null).ToArray();
        for (var i = 0; i < Messages; i++)
        {
            var message = Message(i, random.Next(4, Longest));
            if (random.Next(4) > 0) await Observable.Start(() => source.OnNext(message), loop);
            else source.OnNext(message);
            if (random.Next(8) == 0) End(pairs, random.Next(Sockets), set, random);
        }

        await EndAsync(pairs, source, heard);
        for (var i = 0; i < Sockets; i++)
        {
            var one = each.Single(one => one.Socket == pairs[i].Socket);
            Assert.True(one.Progress.Bytes == one.Socket.BytesTransferred && one.Progress.QueuedMessages == 0, $"seed {seed}, {i}: {one}");
            if (i % 4 != 2) Check(one.Progress, await (reading[i] ?? pairs[i].Peer.ReadToEndAsync()), isWhole: i % 4 == 0, $"seed {seed}, {i}: {one}");
            await pairs[i].DisposeAsync();
        }
    }

    /// <summary>One that has no loop, and was the first.</summary>
    [Fact]
    public async Task A_virtual_one_among_them_is_sent_to_as_well()
    {
        Machine.NeedsUring();
        var scheduler = new TestScheduler();
        using var loop = new SocketLoop(SocketEngineKind.Uring, ownThread: false);
        using var other = new VirtualSocket(scheduler);
        var pairs = Enumerable.Range(0, 20).Select(_ => RxPair.On(loop)).ToArray();
        var source = new Subject<ReadOnlyMemory<byte>>();
        using var sending = source.SendTo(new SocketSet([other, .. pairs.Select(pair => pair.Socket)])).Subscribe(new Recorder<SendProgress>());

        loop.Schedule(() => source.OnNext(Message(1, 10)));
        pairs[0].RunUntil(() => pairs.All(pair => pair.Socket.BytesTransferred == 10));
        scheduler.AdvanceBy(10);

        Assert.Equal(10, other.BytesTransferred);
        foreach (var pair in pairs)
            await pair.DisposeAsync();
    }

    private static SendToOptions Options(List<SocketDeparture> each) =>
        new() { Framing = Framing.LengthPrefixed(4), Overflow = Overflow.DropOldest, Capacity = 2 * Room, SocketSettled = each.Add };

    private static byte[] Message(int number, int length)
    {
        var message = Pattern.Bytes(length, start: number);
        BinaryPrimitives.WriteInt32BigEndian(message, number);
        return message;
    }

    private static void End(RxPair[] pairs, int index, SocketSet set, Random random)
    {
        if (index % 4 == 2 && !pairs[index].Peer.SafeHandle.IsClosed) pairs[index].Pair.ResetByPeer();
        if (index % 4 != 3) return;
        if (random.Next(2) == 0) set.Remove(pairs[index].Socket);
        else pairs[index].Socket.Dispose();
    }

    private static async Task EndAsync(RxPair[] pairs, Subject<ReadOnlyMemory<byte>> source, Recorder<SendProgress> heard)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            if (i % 4 is 1 or 2) pairs[i].Socket.Dispose(); // nobody reads from it
        }

        source.OnCompleted();
        await heard.Ended.Within();
        Assert.Null(heard.Error);
        foreach (var pair in pairs)
            pair.Socket.Dispose(); // in good order: whoever reads comes to the end
    }

    private static void Check(SendProgress counts, byte[] got, bool isWhole, string when)
    {
        var (at, whole, last) = (0, 0, -1);
        while (at + 8 <= got.Length && BinaryPrimitives.ReadInt32BigEndian(got.AsSpan(at)) is var length && at + 4 + length <= got.Length)
        {
            var message = got.AsSpan(at + 4, length);
            var number = BinaryPrimitives.ReadInt32BigEndian(message);
            Assert.True(number > last && message.SequenceEqual(Message(number, length)), $"{when}: message {whole} is {number}");
            (at, whole, last) = (at + 4 + length, whole + 1, number);
        }

        Assert.True(got.Length == counts.Bytes && whole == counts.Messages, $"{when}: got {whole} messages, {got.Length} bytes");
        if (isWhole) Assert.True(at == got.Length && counts.Messages + counts.Dropped == Messages, when);
    }
}
