using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class TimeoutTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Timeout_of_a_write_that_has_begun_is_refused_and_the_frame_goes_out_whole(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).Timeout(SendRig.Second, rig.Time).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);

        Assert.IsType<TimeoutException>(heard.Error);
        await rig.AssertPeerGotAsync(frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Timeout_of_a_write_that_waits_withdraws_it_without_a_trace(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Begin(frame);
        rig.Write(SendRig.Frame(2)).Timeout(SendRig.Second, rig.Time).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);

        Assert.IsType<TimeoutException>(heard.Error);
        await rig.AssertPeerGotAsync(frame);
        Assert.Equal(2, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Timeout_drops_a_success_on_its_way_and_settled_has_the_count(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var note = SendRig.Note(1);
        var heard = new Recorder<SendResult>();

        rig.Write(note).Timeout(SendRig.Second, rig.Time).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second); // the kernel has the note, the loop has not told yet
        rig.StepReady();

        Assert.IsType<TimeoutException>(heard.Error);
        Assert.Empty(heard.Values);
        await rig.AssertPeerGotAsync(note);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task CancelAfter_instead_of_Timeout_reports_the_exact_count_to_the_observer(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => heard.Error is not null);

        var count = Assert.IsType<SendException>(heard.Error).Result.BytesTransferred;
        await rig.AssertPeerGotAsync(frame[..(int)count]);
    }
}
