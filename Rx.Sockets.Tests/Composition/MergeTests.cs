using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class MergeTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Merge_sends_whole_frames_in_the_order_of_subscription(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        byte[][] frames = [SendRig.Frame(1), SendRig.Frame(2), SendRig.Frame(3)];
        var heard = new Recorder<SendResult>();

        frames.Select(frame => rig.Write(frame)).Merge().Subscribe(heard);
        Assert.Equal(3, rig.Socket.Outstanding);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(frames);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Merge_of_one_at_a_time_has_one_write_outstanding_and_keeps_the_order(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        byte[][] frames = [SendRig.Frame(1), SendRig.Frame(2), SendRig.Frame(3)];
        var heard = new Recorder<SendResult>();
        var outstanding = 0;

        frames.ToObservable().Select(frame => rig.Write(frame)).Merge(1).Subscribe(heard);
        rig.Drain(() =>
        {
            outstanding = Math.Max(outstanding, rig.Socket.Outstanding);
            return heard.IsCompleted;
        });

        Assert.Equal(1, outstanding);
        await rig.AssertPeerGotAsync(frames);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Merge_with_a_source_that_has_failed_still_subscribes_the_send(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var note = SendRig.Note(1);
        var heard = new Recorder<SendResult>();

        Observable.Merge(Observable.Throw<SendResult>(new InvalidOperationException()), rig.Write(note)).Subscribe(heard);
        Assert.IsType<InvalidOperationException>(heard.Error);
        rig.Step(() => rig.Ledger.Count == 1);

        Assert.Empty(heard.Values);
        await rig.AssertPeerGotAsync(note);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Merge_that_fails_lets_a_frame_that_has_begun_end_whole_and_withdraws_those_that_wait(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        using var failing = new Subject<SendResult>();
        var heard = new Recorder<SendResult>();

        Observable.Merge(rig.Write(frame), rig.Write(SendRig.Frame(2)), failing).Subscribe(heard);
        failing.OnError(new InvalidOperationException());

        await rig.AssertPeerGotAsync(frame);
        Assert.Equal(2, rig.Ledger.Count);
        Assert.Empty(heard.Values);
    }
}
