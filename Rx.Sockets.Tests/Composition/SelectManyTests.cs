using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class SelectManyTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task SelectMany_sends_whole_frames_in_the_order_of_its_source(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        byte[][] frames = [SendRig.Frame(1), SendRig.Note(2), SendRig.Frame(3)];
        var heard = new Recorder<SendResult>();

        frames.ToObservable().SelectMany(frame => rig.Write(frame)).Subscribe(heard);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(frames);
        Assert.Equal(3, heard.Values.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task SelectMany_with_one_write_cancelled_ends_what_has_begun_and_withdraws_what_waits(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var cancelSecond = new Subject<CancellationLevel>();
        byte[][] frames = [SendRig.Frame(1), SendRig.Frame(2), SendRig.Frame(3)];
        var heard = new Recorder<SendResult>();

        frames.ToObservable()
            .SelectMany((frame, i) => i == 1 ? rig.Write(frame).CancelWhen(cancelSecond) : rig.Write(frame))
            .Subscribe(heard);
        cancelSecond.OnNext(CancellationLevel.Total);
        rig.Step(() => heard.Error is not null);

        await rig.AssertPeerGotAsync(frames[0]);
        Assert.Equal(3, rig.Ledger.Count);
    }
}
