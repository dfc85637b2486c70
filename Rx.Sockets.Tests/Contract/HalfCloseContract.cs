using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>One direction ends, the other does not.</summary>
public abstract class HalfCloseContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void Ending_the_sending_side_cancels_nothing_but_what_waits_fails_with_Shutdown_when_the_peer_reads()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var waiting = pair.Send(new byte[10]);
        var queued = pair.Write(new byte[10]);
        pair.RunReady();
        pair.EndSending();
        Assert.True(waiting.IsSilent && queued.IsSilent);
        Assert.Equal(filled, pair.ReadToEnd().Length);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(waiting));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(queued));
    }

    [Fact]
    public void What_waits_when_the_sending_side_is_ended_fails_with_Shutdown_at_once()
    {
        Needs(Capability.WakesOnShutdown);
        var pair = Connect();
        pair.Fill();
        var waiting = pair.Send(new byte[10]);
        pair.RunReady();
        pair.EndSending();
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(waiting));
    }

    [Fact]
    public void A_write_under_way_when_the_sending_side_is_ended_reports_what_the_peer_gets()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var write = pair.WriteHalfWay(bytes);
        pair.EndSending();
        var read = pair.ReadToEnd();
        var result = pair.Finish(write);
        Assert.Equal((SocketError.Shutdown, read.Length), (result.Error, result.BytesTransferred));
        Assert.Equal(bytes[..read.Length], read);
    }

    [Fact]
    public void A_peer_that_ends_its_sending_side_does_not_touch_sends()
    {
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(1024 * 1024));
        pair.HalfClosePeer();
        pair.RunReady();
        Assert.True(write.IsSilent);
        Assert.Equal(Pattern.Bytes(1024 * 1024), pair.Read(1024 * 1024));
        Assert.True(pair.Finish(write).IsSuccess);
        pair.CheckUsable();
    }

    [Fact]
    public void Ending_the_receiving_side_does_not_touch_sends()
    {
        Needs(Capability.Receiving);
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(1024 * 1024));
        pair.EndReceiving();
        pair.RunReady();
        Assert.True(write.IsSilent);
        Assert.Equal(Pattern.Bytes(1024 * 1024), pair.Read(1024 * 1024));
        Assert.True(pair.Finish(write).IsSuccess);
        pair.CheckUsable();
    }
}
