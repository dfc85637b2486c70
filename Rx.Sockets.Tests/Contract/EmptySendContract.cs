using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Sends of nothing.</summary>
public abstract class EmptySendContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private static readonly SendResult Nothing = new(SocketError.Success, 0);

    private static BufferSequence[] Empties =>
        [default, Array.Empty<byte>(), BufferSequence.Of(new SpyList()), BufferSequence.Of(new SpyList(default, default))];

    [Fact]
    public void An_empty_send_or_write_succeeds_with_0()
    {
        var pair = Connect();
        foreach (var empty in Empties)
        {
            Assert.Equal(Nothing, pair.Finish(pair.Send(empty)));
            Assert.Equal(Nothing, pair.Finish(pair.Write(empty)));
        }
    }

    [Fact]
    public void An_empty_send_makes_no_system_call()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        foreach (var empty in Empties)
            pair.Finish(pair.Send(empty));
        Assert.Equal(0, pair.Calls.Sends);
    }

    [Fact]
    public void An_empty_send_succeeds_after_the_sending_side_has_been_ended()
    {
        var pair = Connect();
        pair.EndSending();
        Assert.Equal(Nothing, pair.Finish(pair.Send(default)));
    }

    [Fact]
    public void An_empty_send_on_a_closed_socket_fails_with_NotSocket()
    {
        var pair = Connect();
        pair.Socket.Dispose();
        Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.Finish(pair.Send(default)));
    }

    [Fact]
    public void An_empty_send_does_not_wait_behind_others_nor_disturb_them()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var before = pair.Write(Pattern.Bytes(10));
        var empty = pair.Send(default);
        var after = pair.Write(Pattern.Bytes(10, start: 10));
        Assert.Equal(Nothing, pair.Finish(empty));
        Assert.True(before.IsSilent && after.IsSilent);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(20), pair.Read(20));
        Assert.True(pair.Finish(before).IsSuccess && pair.Finish(after).IsSuccess);
    }

    [Fact]
    public void An_empty_send_is_over_at_once_and_cannot_be_cancelled()
    {
        var pair = Connect();
        pair.Fill();
        var left = pair.Send(default, onUnsubscribe: CancellationLevel.All);
        left.Dispose();
        var watched = pair.Send(default);
        pair.Socket.Cancel(CancellationLevel.All);
        Assert.Equal(Nothing, pair.FinishUnwatched(left));
        Assert.Equal(Nothing, pair.Finish(watched));
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }
}
