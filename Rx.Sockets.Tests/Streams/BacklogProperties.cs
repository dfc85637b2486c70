using FsCheck;
using FsCheck.Fluent;
using Rx.Sockets.Streams;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Chunks, places in them, batches and backlogs against lists of frames: what is taken is whole and in order, what is counted is
/// what happened, and memory that was lent comes back in the step in which it is read no more.</summary>
public sealed class BacklogProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);

    public static TheoryData<string> Framings => ["none", "prefix", "delimiter"];

    [Theory, MemberData(nameof(Framings))]
    public void A_backlog_holds_what_lists_of_frames_would_hold(string framing) => Check(() => new BacklogModel(Named(framing)));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    public void A_backlog_with_keys_holds_the_newest_of_each(int keys) => Check(() => new BacklogModel(Framing.LengthPrefixed(4), keys));

    /// <summary>A slow write keeps its own bytes and no more: what is dropped behind it is used again.</summary>
    [Fact]
    public void Chunks_that_were_dropped_behind_a_write_under_way_are_free()
    {
        var log = new MessageLog(new SendToOptions(), conflation: null, released: null);
        var backlog = new Backlog(log.Start, sieve: null);
        Append(log, 2 * ChunkPool.Size);
        Assert.True(backlog.TryTake());
        var bytes = backlog.Batch.Buffers.ToArray();
        Append(log, ChunkPool.Size); // fills one of the pool's

        var dropped = log.Start.Chunk;
        var place = dropped.StartBytes;
        Append(log, 1000);
        backlog.MakeRoom(log.Place, capacity: 0);

        Assert.NotEqual(place, dropped.StartBytes); // as new, or another stream's by now
        Assert.Equal(bytes, backlog.Batch.Buffers.ToArray());
        Assert.Equal(1, backlog.Batch.Messages);
    }

    [Fact]
    public void A_message_that_comes_after_the_end_disturbs_nothing_and_its_memory_comes_back()
    {
        var released = 0;
        var log = new MessageLog(new SendToOptions { CopyUpTo = 10 }, conflation: null, _ => released++);
        var backlog = new Backlog(log.Start, sieve: null);
        Append(log, 5);
        backlog.Close();

        Append(log, 50);
        Append(log, 7);
        backlog.MakeRoom(log.Place.After(100), capacity: 1);

        Assert.Equal(new SendProgress(0, 0, Dropped: 1), backlog.Progress);
        Assert.Equal(1, released);
    }

    private static void Append(MessageLog log, int length)
    {
        var message = new byte[length];
        log.Append(message, log.Measure(message));
    }

    private static Framing? Named(string framing) => framing switch
    {
        "none" => null,
        "prefix" => Framing.LengthPrefixed(2),
        _ => Framing.Delimited("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009"u8),
    };

    private static void Check(Func<BacklogModel> model) =>
        Prop.ForAll(Steps(), steps =>
        {
            var both = model();
            foreach (var (kind, value) in steps)
                both.Step(kind, value);
            both.End(steps.Length);
            return true;
        }).Check(Thorough);

    private static Arbitrary<(int Kind, int Value)[]> Steps() =>
        Gen.Choose(0, 7).SelectMany(kind => Gen.Choose(0, 1000).Select(value => (kind, value))).ToArbitrary().Array();
}
