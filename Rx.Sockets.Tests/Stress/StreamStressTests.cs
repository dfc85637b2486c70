using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Stress;

/// <summary>Streams of framed messages over a line that is nearly always full, left at random moments: what the peer reads is exactly what
/// was counted. A failure names the seed, which decides all but the interleaving.</summary>
public sealed class StreamStressTests
{
    private const int Rounds = 5000;
    private const int Block = 100;

    public static TheoryData<SocketEngineKind, CancellationLevel> Others => new MatrixTheoryData<SocketEngineKind, CancellationLevel>(
        Machine.Engines, [CancellationLevel.Partial, CancellationLevel.Partial | CancellationLevel.Total, CancellationLevel.None]);

    /// <summary>Other sends of the same socket go between the messages, never into one, also not into one whose stream has been left.</summary>
    [Theory, ClassData(typeof(BothEngines))]
    public async Task Left_at_Total_a_stream_stops_between_two_messages(SocketEngineKind engine)
    {
        var random = Seeded();
        await using var line = new StreamLine(engine);
        for (var done = 0; done < Rounds; done += Block)
        {
            var block = new List<StreamRound>();
            var (bytes, others) = (0L, 0);
            for (var i = 0; i < Block; i++)
            {
                if (random.Next(3) == 0)
                {
                    var other = StreamRound.Frame(-1, others++, random.Next(9000));
                    bytes += other.Length;
                    line.Pair.Socket.AsyncWrite(other).Subscribe(new Recorder<SendResult>());
                }

                var round = new StreamRound(random, i, CancellationLevel.Total);
                await round.RunAsync(line.Pair.Socket);
                bytes += round.Last.Bytes;
                block.Add(round);
            }

            Check(block, Split(await line.TakeAsync(bytes)), others);
        }

        Assert.Equal(RxSocketState.Usable, line.Pair.Socket.State);
    }

    [Theory, MemberData(nameof(Others))]
    public async Task Left_at_another_level_a_stream_loses_no_byte(SocketEngineKind engine, CancellationLevel level)
    {
        var random = Seeded();
        await using var line = new StreamLine(engine);
        for (var done = 0; done < Rounds; done += Block)
        {
            var block = new List<StreamRound>();
            for (var i = 0; i < Block; i++)
            {
                block.Add(new StreamRound(random, i, level));
                await block[i].RunAsync(line.Pair.Socket);
            }

            var sent = await line.TakeAsync(block.Sum(round => round.Last.Bytes));
            foreach (var (round, from) in block.Zip(Starts(block)))
                round.CheckBytes(sent.AsSpan(from, (int)round.Last.Bytes));
        }
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Left_at_Terminal_a_stream_loses_no_byte(SocketEngineKind engine)
    {
        var random = Seeded();
        for (var i = 0; i < 300; i++)
        {
            await using var line = new StreamLine(engine);
            var round = new StreamRound(random, i, CancellationLevel.Terminal);
            await round.RunAsync(line.Pair.Socket);
            await line.Pair.Socket.DisposeAsync().AsTask().Within();

            Assert.Equal(line.Pair.Socket.BytesTransferred, round.Last.Bytes);
            round.CheckBytes(await line.TakeToEndAsync());
        }
    }

    private static Random Seeded()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static IEnumerable<int> Starts(List<StreamRound> rounds)
    {
        var start = 0L;
        foreach (var round in rounds)
        {
            yield return (int)start;
            start += round.Last.Bytes;
        }
    }

    private static IEnumerable<byte[]> Split(byte[] stream)
    {
        for (var at = 0; at < stream.Length;)
        {
            var length = 4 + BitConverter.ToInt32(stream, at);
            Assert.InRange(length, 12, stream.Length - at);
            yield return stream[at..(at + length)];
            at += length;
        }
    }

    private static void Check(List<StreamRound> block, IEnumerable<byte[]> frames, int others)
    {
        var byRound = frames.ToLookup(static frame => BitConverter.ToInt32(frame, 4));
        Assert.Equal(others, byRound[-1].Count());
        for (var i = 0; i < block.Count; i++)
            block[i].CheckBytes([.. byRound[i].SelectMany(static frame => frame)]);
    }
}
