using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class UsingTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Using_disposes_the_socket_over_a_refused_Total_and_tears_the_frame(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        var subscription = Observable.Using(() => rig.Socket, _ => rig.Write(frame)).Subscribe(heard);
        subscription.Dispose();
        rig.Step(() => rig.Ledger.Count == 1);

        var result = Assert.Single(rig.Ledger.Results);
        Assert.Equal(SocketError.OperationAborted, result.Error);
        Assert.InRange(result.BytesTransferred, 1, frame.Length - 1);
        await rig.AssertPeerGotAsync(frame[..(int)result.BytesTransferred]);
        Assert.Equal(0, heard.Calls);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Using_that_runs_to_its_end_disposes_after_the_last_byte(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        Observable.Using(() => rig.Socket, _ => rig.Write(frame)).Subscribe(heard);
        rig.Drain(() => heard.IsCompleted);

        Assert.Equal(RxSocketState.Closed, rig.Socket.State);
        await rig.AssertPeerGotAsync(frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task WhenIdle_awaited_before_disposing_lets_a_refused_write_end_whole(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);

        rig.Write(frame).Subscribe(new Recorder<SendResult>()).Dispose();
        var idle = rig.Socket.WhenIdle();
        Assert.False(idle.IsCompleted);
        rig.Drain(() => idle.IsCompleted);
        rig.Socket.Dispose();

        await rig.AssertPeerGotAsync(frame);
    }
}
