using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class CatchTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Catch_completes_a_torn_frame_ahead_of_what_is_queued_behind_it(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        rig.Write(first).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time)
            .Catch((SendException e) => rig.Write(((BufferSequence)first).From(e.Result.BytesTransferred)))
            .Subscribe(heard);
        rig.Write(second).Subscribe(new Recorder<SendResult>());
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => rig.Ledger.Count == 1);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(first, second);
        Assert.True(rig.Ledger.Results[0] is { Cancelled: CancellationLevel.Partial, BytesTransferred: > 0 });
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Catch_of_a_timeout_comes_before_the_count_and_can_only_follow_the_whole_frame(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (frame, note) = (SendRig.Frame(1), SendRig.Note(1));
        var heard = new Recorder<SendResult>();
        var settledAtCatch = -1;

        rig.Write(frame).Timeout(SendRig.Second, rig.Time)
            .Catch((TimeoutException _) =>
            {
                settledAtCatch = rig.Ledger.Count;
                return rig.Write(note);
            })
            .Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Drain(() => heard.IsCompleted);

        Assert.Equal(0, settledAtCatch);
        await rig.AssertPeerGotAsync(frame, note);
    }
}
