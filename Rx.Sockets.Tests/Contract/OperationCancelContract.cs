using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Requests for one send.</summary>
public abstract class OperationCancelContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory]
    [MemberData(nameof(CancelCases.All), MemberType = typeof(CancelCases))]
    public void A_waiting_send_stops_at_any_level_in_any_way_with_0_bytes(CancelWay way, CancellationLevel level)
    {
        var pair = Connect();
        var filled = pair.Fill();
        using var sent = new StoppableSend(pair, pair.Socket.AsyncSend(new byte[10]), way, level);
        sent.Stop();
        Assert.False(sent.HasSettled);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), sent.Finish());
        pair.Discard(filled);
        if (level == CancellationLevel.Terminal) Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
        else pair.CheckUsable();
    }

    [Theory]
    [MemberData(nameof(CancelCases.OfOne), MemberType = typeof(CancelCases))]
    public void A_queued_write_stops_at_any_level_in_any_way_and_the_one_before_it_ends_whole(CancelWay way, CancellationLevel level)
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var before = pair.WriteHalfWay(bytes, onUnsubscribe: CancellationLevel.None);
        using var queued = new StoppableSend(pair, pair.Socket.AsyncWrite(new byte[10]), way, level);
        queued.Stop();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), queued.Finish());
        Assert.True(before.IsSilent);
        Assert.Equal(bytes, pair.Read(bytes.Length));
        Assert.Equal(bytes.Length, pair.Finish(before).BytesTransferred);
    }

    [Fact]
    public void Cancelling_a_queued_send_makes_no_system_call()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect(NeverLooks);
        pair.Fill();
        pair.Write(new byte[10]);
        var queued = pair.Write(new byte[10]);
        pair.RunReady();
        var calls = pair.Calls.Sends;
        queued.Dispose();
        pair.FinishUnwatched(queued);
        Assert.Equal(calls, pair.Calls.Sends);
    }
}
