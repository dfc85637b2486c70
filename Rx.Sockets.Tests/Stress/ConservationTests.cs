using HonestCancel.Torture;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Stress;

/// <summary>Whatever is cancelled, however and when: what <c>settled</c> reports, what the socket counts and what the peer reads are
/// the same bytes. A failure names the seed, which decides all but the interleaving.</summary>
public sealed class ConservationTests
{
    public static TheoryData<SocketEngineKind> Engines => [.. Machine.Engines];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Twenty_thousand_random_cancellations_lose_no_byte(SocketEngineKind engine)
    {
        var tally = await TortureAsync(Options(engine, 20_000));

        Assert.True(tally.Cancellations >= 20_000);
        Assert.True(tally.Whole.Reported > 0);
        // The torture was one: every level was granted and every way was taken, and Total was refused at times.
        Assert.Equal(7, tally.Levels.Count);
        Assert.All(tally.Levels.Values, row => Assert.True(row.Granted > 0));
        Assert.Equal(Enum.GetValues<Way>(), tally.Ways.Keys);
        Assert.All(tally.Ways.Values, row => Assert.True(row.Granted > 0));
        Assert.True(tally.Levels[CancellationLevel.Total].Refused > 0);
        Assert.True(tally.Levels[CancellationLevel.Partial].Torn > 0);
        Assert.True(tally.Levels[CancellationLevel.Terminal].Torn > 0);
        Assert.True(tally.CutOff.Cancellations > 0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Cancellations_on_unix_sockets_lose_no_byte(SocketEngineKind engine) =>
        await TortureAsync(Options(engine, 3_000) with { Line = LineKind.Unix });

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Dispose_with_a_receive_pending_loses_no_reported_byte(SocketEngineKind engine) =>
        await TortureAsync(Options(engine, 3_000) with { PendingReceive = true, Ending = Ending.Dispose, Line = LineKind.Tcp });

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_resetting_peer_has_read_is_the_beginning_of_what_was_reported(SocketEngineKind engine)
    {
        var tally = await TortureAsync(Options(engine, 3_000) with { Pace = Pace.Resetting });

        Assert.True(tally.CutOff.Read > 0);
        Assert.Equal(0, tally.Whole.Reported);
    }

    private static TortureOptions Options(SocketEngineKind engine, int count) =>
        new() { Engine = engine, Count = count, Seed = Random.Shared.Next(1_000_000) };

    /// <summary>Every wait inside has its own deadline; a run as a whole takes as long as the machine needs.</summary>
    private static async Task<Tally> TortureAsync(TortureOptions options)
    {
        var tally = await new TortureRun(options).RunAsync().WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, tally.Stray);
        Assert.Equal(tally.Whole.Reported, tally.Whole.Read);
        return tally;
    }
}
