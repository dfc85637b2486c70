using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>One thread appends while another takes: whatever the moment, what is taken is whole messages.</summary>
public sealed class LogRaceTests
{
    private const int Count = 30_000;

    [Fact]
    public async Task A_batch_never_ends_within_a_message_that_is_being_appended()
    {
        var seed = Seed();
        var released = 0;
        var options = new SendToOptions { Framing = Framing.LengthPrefixed(2), CopyUpTo = 8 };
        var log = new MessageLog(options, conflation: null, _ => Interlocked.Increment(ref released));
        var backlog = new Backlog(log.Start, sieve: null);

        var appending = Task.Run(() => Append(log, new Random(seed)), TestContext.Current.CancellationToken);
        for (var taken = 0L; taken < Count;)
        {
            if (!backlog.TryTake())
            {
                Assert.False(appending.IsFaulted);
                continue;
            }

            var stream = backlog.Batch.Buffers.ToArray();
            var messages = FrameReader.Prefixed(stream, 2, ByteOrder.BigEndian);
            Assert.Equal(backlog.Batch.Messages, messages.Count);
            Assert.Equal(Enumerable.Range((int)taken, messages.Count), messages.Select(message => BitConverter.ToInt32(message)));
            taken += messages.Count;
            backlog.Settle(stream.Length);
        }

        var lent = await appending.Within();
        backlog.Close();
        Assert.Equal(lent, released);
        Assert.Equal(Count, backlog.Progress.Messages);
    }

    private static int Seed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return seed;
    }

    private static int Append(MessageLog log, Random random)
    {
        var lent = 0;
        for (var i = 0; i < Count; i++)
        {
            ReadOnlyMemory<byte>[] slices = [BitConverter.GetBytes(i), .. Enumerable.Range(0, random.Next(5)).Select(_ => (ReadOnlyMemory<byte>)new byte[random.Next(6)])];
            var message = BufferSequence.Of(slices);
            if (message.Length > 8) lent++;
            log.Append(message, log.Measure(message));
        }

        return lent;
    }
}
