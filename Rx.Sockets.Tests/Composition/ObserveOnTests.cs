using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class ObserveOnTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task ObserveOn_unsubscribed_before_its_hop_drops_the_outcome_and_only_settled_has_the_count(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var note = SendRig.Note(1);
        var (heard, unwatched) = (new Recorder<SendResult>(), new Recorder<SendResult>());
        using var listening = rig.Socket.SettledSends.Subscribe(unwatched);

        var subscription = rig.Write(note).ObserveOn(rig.Time).Subscribe(heard);
        rig.Step(() => rig.Ledger.Count == 1);
        rig.StepReady();
        subscription.Dispose();
        rig.Time.AdvanceBy(SendRig.Second);

        Assert.Equal(0, heard.Calls);
        Assert.Empty(unwatched.Values); // we had delivered: to an operator that threw it away
        await rig.AssertPeerGotAsync(note);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task ObserveOn_brings_the_same_outcome_elsewhere(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var note = SendRig.Note(1);
        var heard = new Recorder<SendResult>();

        rig.Write(note).ObserveOn(rig.Time).Subscribe(heard);
        rig.Step(() => rig.Ledger.Count == 1);
        rig.StepReady();
        Assert.Equal(0, heard.Calls);
        rig.Time.AdvanceBy(SendRig.Second);

        Assert.Equal(rig.Ledger.Results, heard.Values);
        Assert.True(heard.IsCompleted);
        await rig.AssertPeerGotAsync(note);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task ObserveOn_between_a_torn_write_and_Catch_loses_the_place_in_the_queue(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        rig.Write(first).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time).ObserveOn(rig.Time)
            .Catch((SendException e) => rig.Write(((BufferSequence)first).From(e.Result.BytesTransferred)))
            .Subscribe(heard);
        rig.Write(second).Subscribe(new Recorder<SendResult>());
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => rig.Ledger.Count == 1);
        rig.StepReady();
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Drain(() => heard.IsCompleted);

        var torn = (int)rig.Ledger.Results[0].BytesTransferred;
        await rig.AssertPeerGotAsync(first[..torn], second, first[torn..]);
    }
}
