using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class SwitchTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Switch_away_from_a_write_that_has_begun_lets_it_end_whole_before_the_next(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var frames = new Subject<byte[]>();
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        frames.Select(frame => rig.Write(frame)).Switch().Subscribe(heard);
        frames.OnNext(first);
        frames.OnNext(second);
        rig.Drain(() => heard.Values.Count == 1);

        await rig.AssertPeerGotAsync(first, second);
        Assert.Equal(2, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Switch_away_from_a_write_that_waits_withdraws_it_without_a_trace(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var frames = new Subject<byte[]>();
        var (first, third) = (SendRig.Frame(1), SendRig.Frame(3));

        rig.Begin(first);
        frames.Select(frame => rig.Write(frame)).Switch().Subscribe(new Recorder<SendResult>());
        frames.OnNext(SendRig.Frame(2));
        frames.OnNext(third);

        await rig.AssertPeerGotAsync(first, third);
        Assert.Equal(3, rig.Ledger.Count);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Switch_at_Partial_tears_the_frame_and_the_next_follows_in_its_place(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var frames = new Subject<byte[]>();
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        frames.Select(frame => rig.Write(frame, CancellationLevel.Partial)).Switch().Subscribe(heard);
        frames.OnNext(first);
        frames.OnNext(second);
        rig.Step(() => rig.Ledger.Count == 1);
        rig.Drain(() => heard.Values.Count == 1);

        await rig.AssertPeerGotAsync(first[..(int)rig.Ledger.Results[0].BytesTransferred], second);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Switch_drops_a_success_on_its_way_and_settled_has_the_count(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        using var notes = new Subject<byte[]>();
        var (first, second) = (SendRig.Note(1), SendRig.Note(2));
        var heard = new Recorder<SendResult>();

        notes.Select(note => rig.Write(note)).Switch().Subscribe(heard);
        notes.OnNext(first);
        notes.OnNext(second);
        rig.Step(() => rig.Ledger.Count == 2);

        Assert.Single(heard.Values);
        await rig.AssertPeerGotAsync(first, second);
    }
}
