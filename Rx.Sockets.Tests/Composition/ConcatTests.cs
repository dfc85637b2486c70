using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class ConcatTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Select_to_AsyncWrite_and_Concat_infer_their_types_and_send_all_in_order(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        byte[][] frames = [SendRig.Frame(1), SendRig.Frame(2), SendRig.Frame(3)];
        var heard = new Recorder<SendResult>();

        // As a user writes it: that this compiles is half of the test.
        var sends = frames.ToObservable().Select(frame => rig.Socket.AsyncWrite(frame)).Concat();
        sends.Do(rig.Ledger.Settled).Subscribe(heard);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(frames);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Concat_begins_the_next_write_only_when_the_one_before_is_over(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        var subscription = rig.Write(first).Concat(rig.Write(second)).Subscribe(heard);
        subscription.Dispose();

        await rig.AssertPeerGotAsync(first);
        Assert.Equal(1, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Concat_does_not_go_on_over_a_torn_frame(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time).Concat(rig.Write(SendRig.Frame(2))).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => heard.Error is not null);

        var count = Assert.IsType<SendException>(heard.Error).Result.BytesTransferred;
        await rig.AssertPeerGotAsync(frame[..(int)count]);
        Assert.Equal(1, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Concat_over_AsResult_goes_on_over_a_torn_frame(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        rig.Write(first).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time).AsResult().Concat(rig.Write(second)).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => heard.Values.Count == 1);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(first[..(int)heard.Values[0].BytesTransferred], second);
    }
}
