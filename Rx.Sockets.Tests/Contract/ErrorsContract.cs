using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Which error, and with how many bytes.</summary>
public abstract class ErrorsContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int ErrnoWithoutName = 133; // EHWPOISON

    [Fact]
    public void A_send_on_a_closed_socket_fails_with_NotSocket_and_0_bytes()
    {
        var pair = Connect();
        pair.Socket.Dispose();
        Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.Finish(pair.Send(new byte[10])));
        Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.Finish(pair.Write(new byte[10])));
        Assert.Equal(0, pair.Socket.BytesTransferred);
    }

    [Fact]
    public void A_send_after_the_sending_side_has_been_ended_fails_with_Shutdown_and_0_bytes()
    {
        var pair = Connect();
        pair.EndSending();
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Send(new byte[10])));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Write(new byte[10])));
    }

    [Fact]
    public void After_a_lost_peer_the_first_send_reports_it_and_the_next_ones_Shutdown()
    {
        var pair = Connect();
        pair.Fill();
        pair.LosePeer();
        Assert.Equal(new SendResult(Rig.GoneError, 0), pair.Finish(pair.Send(new byte[10])));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Send(new byte[10])));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Send(new byte[10])));
    }

    [Fact]
    public void A_waiting_send_reports_that_the_peer_was_lost_and_those_behind_it_Shutdown()
    {
        var pair = Connect();
        pair.Fill();
        var waiting = pair.Send(new byte[10]);
        var queued = pair.Write(new byte[10]);
        pair.RunReady();
        pair.LosePeer();
        Assert.Equal(new SendResult(Rig.GoneError, 0), pair.Finish(waiting));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(queued));
    }

    [Fact]
    public void After_an_orderly_close_of_the_peer_sends_come_to_report_Shutdown()
    {
        var pair = Connect();
        pair.ClosePeer();
        var result = pair.Finish(pair.Send(new byte[10]));
        if (result.IsSuccess) result = pair.Finish(pair.Send(new byte[10])); // TCP learns by the answer to the first one
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), result);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Send(new byte[10])));
    }

    [Fact]
    public void A_failed_socket_is_not_closed_by_the_failure()
    {
        var pair = Connect();
        pair.EndSending();
        pair.Finish(pair.Send(new byte[10]));
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Fact]
    public void A_full_socket_is_waited_for_and_never_reported()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var sends = Enumerable.Range(0, 20).Select(i => pair.Send(Pattern.Bytes(100_000))).ToArray();
        pair.RunReady();
        Assert.All(sends, sent => Assert.True(sent.IsSilent));
        pair.Discard(filled);
        foreach (var sent in sends)
        {
            var result = pair.Finish(sent);
            Assert.True(result.IsSuccess);
            Assert.Equal(Pattern.Bytes((int)result.BytesTransferred), pair.Read((int)result.BytesTransferred));
        }
    }

    [Fact]
    public void An_errno_without_a_name_keeps_its_number()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        pair.Calls.FailNextSend(ErrnoWithoutName);
        var sent = pair.Send(new byte[10]);
        Assert.Equal(new SendResult((SocketError)ErrnoWithoutName, 0), pair.Finish(sent));
        Assert.Equal(ErrnoWithoutName, Assert.IsType<SendException>(sent.Heard.Error).NativeErrorCode);
        pair.CheckUsable();
    }
}
