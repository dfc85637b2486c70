using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class FinallyTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Finally_of_a_refused_unsubscription_runs_while_the_memory_is_still_read(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var settledAtFinally = -1;

        var subscription = rig.Write(frame).Finally(() => settledAtFinally = rig.Ledger.Count).Subscribe(new Recorder<SendResult>());
        subscription.Dispose();

        Assert.Equal(0, settledAtFinally);
        Assert.Equal(1, rig.Socket.Outstanding);
        await rig.AssertPeerGotAsync(frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Finally_of_a_write_that_ran_to_its_end_runs_after_settled(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var settledAtFinally = -1;

        rig.Write(frame).Finally(() => settledAtFinally = rig.Ledger.Count).Subscribe(new Recorder<SendResult>());
        rig.Drain(() => settledAtFinally >= 0);

        Assert.Equal(1, settledAtFinally);
        await rig.AssertPeerGotAsync(frame);
    }
}
