using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class AmbTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Amb_with_a_source_that_has_won_still_subscribes_the_send(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var note = SendRig.Note(1);
        var heard = new Recorder<string>();

        Observable.Return("won").Amb(rig.Write(note).Select(_ => "sent")).Subscribe(heard);
        Assert.True(heard.IsCompleted);
        rig.Step(() => rig.Ledger.Count == 1);

        Assert.Equal(["won"], heard.Values);
        await rig.AssertPeerGotAsync(note);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Amb_of_two_sends_sends_both_and_delivers_one(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Note(1), SendRig.Note(2));
        var heard = new Recorder<SendResult>();

        rig.Write(first).Amb(rig.Write(second)).Subscribe(heard);
        rig.Step(() => rig.Ledger.Count == 2);

        Assert.Single(heard.Values);
        await rig.AssertPeerGotAsync(first, second);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Amb_lost_by_a_write_that_has_begun_lets_it_end_whole(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<string>();

        rig.Write(frame).Select(_ => "sent").Amb(Observable.Timer(SendRig.Second, rig.Time).Select(_ => "late")).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);

        Assert.Equal(["late"], heard.Values);
        await rig.AssertPeerGotAsync(frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Amb_lost_by_a_write_that_waits_withdraws_it_without_a_trace(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);

        rig.Begin(frame);
        rig.Write(SendRig.Frame(2)).Select(_ => "sent").Amb(Observable.Timer(SendRig.Second, rig.Time).Select(_ => "late")).Subscribe(new Recorder<string>());
        rig.Time.AdvanceBy(SendRig.Second);

        await rig.AssertPeerGotAsync(frame);
        Assert.Equal(2, rig.Ledger.Count);
    }
}
