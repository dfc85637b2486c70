using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class TakeUntilTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task TakeUntil_a_signal_that_has_fired_still_subscribes_the_send(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var note = SendRig.Note(1);
        var heard = new Recorder<SendResult>();

        rig.Write(note).TakeUntil(Observable.Return(Unit.Default)).Subscribe(heard);
        Assert.True(heard.IsCompleted);
        rig.Step(() => rig.Ledger.Count == 1);

        Assert.Empty(heard.Values);
        await rig.AssertPeerGotAsync(note);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task CancelWhen_a_signal_that_has_fired_sends_nothing(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var heard = new Recorder<SendResult>();

        rig.Write(SendRig.Note(1)).CancelWhen(Observable.Return(CancellationLevel.Total)).Subscribe(heard);
        rig.Step(() => heard.Error is not null);

        await rig.AssertPeerGotAsync();
        Assert.Equal(1, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task TakeUntil_fired_at_a_write_that_has_begun_lets_it_end_whole(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var stop = new Subject<Unit>();
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).TakeUntil(stop).Subscribe(heard);
        stop.OnNext(Unit.Default);

        Assert.True(heard.IsCompleted);
        await rig.AssertPeerGotAsync(frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task TakeUntil_fired_at_a_write_that_waits_withdraws_it_without_a_trace(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var stop = new Subject<Unit>();
        var frame = SendRig.Frame(1);

        rig.Begin(frame);
        rig.Write(SendRig.Frame(2)).TakeUntil(stop).Subscribe(new Recorder<SendResult>());
        stop.OnNext(Unit.Default);

        await rig.AssertPeerGotAsync(frame);
        Assert.Equal(2, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task TakeUntil_drops_a_success_on_its_way_and_settled_has_the_count(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var stop = new Subject<Unit>();
        var note = SendRig.Note(1);
        var heard = new Recorder<SendResult>();

        rig.Write(note).TakeUntil(stop).Subscribe(heard);
        stop.OnNext(Unit.Default);
        rig.Step(() => rig.Ledger.Count == 1);

        Assert.Empty(heard.Values);
        await rig.AssertPeerGotAsync(note);
    }
}
