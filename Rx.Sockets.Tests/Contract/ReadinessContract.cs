using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>When a system call is made, and when not.</summary>
public abstract class ReadinessContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void A_ready_send_is_on_the_wire_when_Subscribe_returns()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var sent = pair.Send(new byte[10]);
        Assert.Equal(10, pair.Socket.BytesTransferred);
        Assert.True(sent.IsSilent);
    }

    [Fact]
    public void A_ready_send_is_one_system_call_without_registration_or_change_of_mode()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        pair.Finish(pair.Send(new byte[10]));
        Assert.Equal((1, 0, false), (pair.Calls.Sends, pair.Calls.Registrations, pair.Calls.IsNonBlocking));
    }

    [Fact]
    public void The_socket_is_registered_once_when_a_send_first_has_to_wait_and_keeps_its_mode()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect(NeverLooks);
        var filled = pair.Fill();
        Assert.Equal(0, pair.Calls.Registrations);
        var first = pair.Send(new byte[10]);
        Assert.Equal((1, 1, false), (pair.Calls.Sends, pair.Calls.Registrations, pair.Calls.IsNonBlocking));
        pair.Discard(filled);
        pair.Finish(first);
        pair.Fill();
        pair.Send(new byte[10]);
        Assert.Equal(1, pair.Calls.Registrations);
    }

    [Fact]
    public void No_attempt_is_made_while_another_send_waits()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect(NeverLooks);
        var filled = pair.Fill();
        var first = pair.Write(Pattern.Bytes(10));
        pair.RunReady();
        var calls = pair.Calls.Sends;
        var second = pair.Write(Pattern.Bytes(10, start: 10));
        pair.RunReady();
        Assert.Equal(calls, pair.Calls.Sends);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(20), pair.Read(20));
        Assert.True(pair.Finish(first).IsSuccess && pair.Finish(second).IsSuccess);
    }

    [Fact]
    public void After_a_short_send_the_next_makes_no_attempt_before_an_edge()
    {
        Needs(Capability.SystemCalls);
        Needs(Capability.TrustsFull);
        var pair = Connect(NeverLooks);
        var taken = pair.Finish(pair.Send(new byte[1024 * 1024])).BytesTransferred;
        Assert.Equal(1, pair.Calls.Sends);
        var next = pair.Send(Pattern.Bytes(10));
        Assert.Equal(1, pair.Calls.Sends);
        pair.Discard(taken);
        Assert.Equal(10, pair.Finish(next).BytesTransferred);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
    }

    [Fact]
    public void One_edge_drains_the_queue_until_a_send_has_to_wait()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect(NeverLooks);
        var filled = pair.Fill();
        var small = Enumerable.Range(0, 10).Select(i => pair.Write(new byte[10])).ToArray();
        var large = pair.Write(new byte[1024 * 1024]);
        var behind = pair.Write(new byte[10]);
        pair.RunReady();
        var calls = pair.Calls.Sends;
        pair.Discard(filled);
        foreach (var sent in small)
            pair.Finish(sent);
        pair.RunReady();
        Assert.True(large.IsSilent && behind.IsSilent);
        Assert.True(pair.Calls.Sends - calls >= 11, "one for each, and more as the peer goes on reading");
        Assert.Equal(2, pair.Socket.Outstanding);
    }

    [Fact]
    public void A_socket_given_back_is_no_longer_registered()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        pair.Fill();
        var waiting = pair.Send(new byte[10]);
        Assert.Equal(1, pair.Calls.Registrations);
        using var socket = pair.Socket.Release();
        Assert.Equal(0, pair.Calls.Registrations);
        pair.Finish(waiting);
    }
}
