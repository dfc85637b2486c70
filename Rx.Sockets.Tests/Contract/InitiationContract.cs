using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>What Subscribe begins, and what it brings.</summary>
public abstract class InitiationContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void Nothing_happens_before_Subscribe()
    {
        var pair = Connect();
        var list = new SpyList(Pattern.Bytes(10));
        var memory = new SpyMemory(Pattern.Bytes(10));
        _ = pair.Socket.AsyncSend(BufferSequence.Of(list));
        _ = pair.Socket.AsyncWrite(memory.Memory);
        _ = pair.Socket.AsyncSend(new byte[1], Rig.RefusedFlag);
        pair.RunReady();
        Assert.Equal((0, 0), (list.Reads, memory.Uses));
        Assert.Equal((0L, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
    }

    [Fact]
    public void Each_subscription_is_one_independent_send()
    {
        var pair = Connect();
        var send = pair.Socket.AsyncSend(Pattern.Bytes(10));
        Sent[] all = [Sent.Begin(send), Sent.Begin(send), Sent.Begin(send)];
        foreach (var sent in all)
            Assert.Equal(10, pair.Finish(sent).BytesTransferred);
        Assert.Equal([.. Pattern.Bytes(10), .. Pattern.Bytes(10), .. Pattern.Bytes(10)], pair.Read(30));
    }

    [Fact]
    public void A_success_is_one_result_and_then_completion()
    {
        var pair = Connect();
        var sent = pair.Send(new byte[10]);
        pair.RunUntil(() => sent.Heard.Ended.IsCompleted);
        pair.RunReady();
        Assert.Equal([new SendResult(SocketError.Success, 10)], sent.Heard.Values);
        Assert.Equal((true, 2), (sent.Heard.IsCompleted, sent.Heard.Calls));
    }

    [Fact]
    public void A_failure_is_one_error_or_with_AsResult_one_value_and_completion()
    {
        var pair = Connect();
        pair.EndSending();
        var thrown = pair.Finish(pair.Send(new byte[10]));
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncSend(new byte[10]).AsResult().Subscribe(heard);
        pair.RunUntil(() => heard.Ended.IsCompleted);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), thrown);
        Assert.Equal([thrown], heard.Values);
        Assert.Equal((true, 2), (heard.IsCompleted, heard.Calls));
    }

    [Fact]
    public void A_short_send_is_a_success_of_at_least_one_byte_and_is_not_gone_on_with()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var sent = pair.Send(bytes);
        var result = pair.Finish(sent);
        Assert.True(result.IsSuccess);
        Assert.InRange(result.BytesTransferred, 1, bytes.Length - 1);
        Assert.Equal(bytes[..(int)result.BytesTransferred], pair.Read((int)result.BytesTransferred));
        pair.CheckUsable();
        Assert.Equal(result.BytesTransferred + 100, pair.Socket.BytesTransferred);
    }

    [Fact]
    public void Subscribe_does_not_wait_for_the_peer()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var sent = pair.Send(Pattern.Bytes(10));
        pair.RunReady();
        Assert.True(sent.IsSilent);
        pair.Discard(filled);
        var moved = (int)pair.Finish(sent).BytesTransferred;
        Assert.InRange(moved, 1, 10);
        Assert.Equal(Pattern.Bytes(moved), pair.Read(moved));
    }

    [Fact]
    public void A_send_is_outstanding_until_it_has_settled()
    {
        var pair = Connect();
        var filled = pair.Fill();
        Assert.True(pair.Socket.WhenIdle().IsCompleted);
        var sent = pair.Write(new byte[10]);
        var idle = pair.Socket.WhenIdle();
        pair.RunReady();
        Assert.Equal((1, false), (pair.Socket.Outstanding, idle.IsCompleted));
        var atNotification = -1;
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(_ => atNotification = pair.Socket.Outstanding);
        Assert.Equal(2, pair.Socket.Outstanding);
        pair.Discard(filled + 20);
        pair.Finish(sent);
        pair.RunUntil(() => atNotification >= 0 && idle.IsCompleted);
        Assert.Equal((0, 0), (atNotification, pair.Socket.Outstanding));
    }
}
