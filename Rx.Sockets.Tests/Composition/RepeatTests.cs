using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class RepeatTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Repeat_sends_the_frame_so_often_and_no_more(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).Repeat(3).Subscribe(heard);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(frame, frame, frame);
        Assert.Equal(3, heard.Values.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Repeat_unsubscribed_in_the_middle_of_a_frame_ends_that_frame_and_begins_no_other(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        var subscription = rig.Write(frame).Repeat().Subscribe(heard);
        rig.Drain(() => heard.Values.Count == 2 && rig.Socket.BytesTransferred > 2 * frame.Length);
        subscription.Dispose();

        await rig.AssertPeerGotAsync(frame, frame, frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Repeat_does_not_go_on_over_a_torn_frame(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time).Repeat().Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => heard.Error is not null);

        await rig.AssertPeerGotAsync(frame[..(int)rig.Ledger.Bytes]);
        Assert.Equal(1, rig.Ledger.Count);
    }
}
