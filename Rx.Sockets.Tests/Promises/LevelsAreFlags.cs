using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>A request names every guarantee it would accept and gets the strongest.</summary>
public sealed class LevelsAreFlags
{
    private const CancellationLevel TotalOrPartial = CancellationLevel.Total | CancellationLevel.Partial;

    /// <summary>Every combination: what is granted before the first byte, and after it.</summary>
    public static TheoryData<CancellationLevel, CancellationLevel, CancellationLevel> Combinations { get; } = new()
    {
        { CancellationLevel.None, CancellationLevel.None, CancellationLevel.None },
        { CancellationLevel.Terminal, CancellationLevel.Terminal, CancellationLevel.Terminal },
        { CancellationLevel.Partial, CancellationLevel.Partial, CancellationLevel.Partial },
        { CancellationLevel.Partial | CancellationLevel.Terminal, CancellationLevel.Partial, CancellationLevel.Partial },
        { CancellationLevel.Total, CancellationLevel.Total, CancellationLevel.None },
        { CancellationLevel.Total | CancellationLevel.Terminal, CancellationLevel.Total, CancellationLevel.Terminal },
        { TotalOrPartial, CancellationLevel.Total, CancellationLevel.Partial },
        { CancellationLevel.All, CancellationLevel.Total, CancellationLevel.Partial },
    };

    [Theory, MemberData(nameof(Combinations))]
    public async Task A_request_gets_the_strongest_level_it_names_that_can_be_had(
        CancellationLevel asked, CancellationLevel untouched, CancellationLevel midWrite)
    {
        Assert.Equal(untouched, await Granted(asked, full: true));
        Assert.Equal(midWrite, await Granted(asked, full: false));
    }

    [Fact]
    public async Task Total_or_Partial_mid_write_acts_as_Partial_and_the_result_names_the_level_given() =>
        Assert.Equal(CancellationLevel.Partial, await Granted(TotalOrPartial, full: false));

    [Fact]
    public async Task Requests_accumulate_and_a_later_one_never_weakens_an_earlier_one()
    {
        foreach (var (requests, granted) in new[]
        {
            (new[] { CancellationLevel.Total, CancellationLevel.Terminal, CancellationLevel.None }, CancellationLevel.Total),
            ([CancellationLevel.Terminal, CancellationLevel.Total], CancellationLevel.Total),
            ([CancellationLevel.Partial, CancellationLevel.Terminal], CancellationLevel.Partial),
            ([CancellationLevel.Terminal, CancellationLevel.Partial], CancellationLevel.Partial),
        })
        {
            await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
            var outcome = pair.Run(pair.Socket.AsyncWrite(new byte[10]).CancelWhen(requests.ToObservable()));
            Assert.Equal(new SendResult(SocketError.OperationAborted, 0, granted), outcome);
        }
    }

    [Fact]
    public async Task A_refused_request_does_not_stand_in_the_way_of_a_later_one()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).Subscribe(heard);

        signal.OnNext(CancellationLevel.Total);
        pair.RunReady();
        Assert.Equal(0, heard.Calls);
        signal.OnNext(CancellationLevel.Terminal);

        Assert.Equal(CancellationLevel.Terminal, pair.RunToError(heard).Result.Cancelled);
    }

    private static async Task<CancellationLevel> Granted(CancellationLevel asked, bool full)
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        if (full) pair.FillUp();
        pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).AsResult().Subscribe(heard);

        signal.OnNext(asked);
        pair.RunReady();
        return heard.Values is [var outcome] ? outcome.Cancelled : CancellationLevel.None;
    }
}
