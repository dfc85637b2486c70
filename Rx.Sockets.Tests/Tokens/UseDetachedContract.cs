using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Asio's detached, with a ledger.</summary>
public abstract class UseDetachedContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void Outcomes_good_and_bad_go_to_SettledSends_and_nothing_is_thrown()
    {
        var pair = Connect();
        var settled = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(settled);
        pair.Socket.AsyncWrite(new byte[10], Use.Detached);
        pair.RunUntil(() => settled.Calls == 1);
        pair.Discard(10);
        pair.Fill();
        pair.Socket.AsyncSend(new byte[10], Use.Detached);
        pair.Socket.Cancel();
        pair.RunUntil(() => settled.Calls == 2);
        Assert.Equal(
            [new SendResult(SocketError.Success, 10), new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total)], settled.Values);
        Assert.Empty(pair.UserErrors);
    }

    [Fact]
    public void SettledSends_completes_after_the_last_of_them()
    {
        var pair = Connect();
        pair.Fill();
        var settled = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(settled);
        pair.Socket.AsyncWrite(new byte[10], Use.Detached);
        pair.Socket.Dispose();
        pair.RunUntil(() => settled.IsCompleted);
        Assert.Equal(SocketError.OperationAborted, Assert.Single(settled.Values).Error);
    }

    [Fact]
    public void A_peer_that_does_not_read_stops_a_detached_write_at_the_limit()
    {
        var pair = Connect(new PairSetup { UnwatchedLimit = TimeSpan.FromMilliseconds(1) });
        pair.Fill();
        var settled = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(settled);
        pair.Socket.AsyncWrite(new byte[10], Use.Detached);
        pair.RunUntil(() => settled.Calls == 1);
        Assert.Equal(CancellationLevel.Terminal, Assert.Single(settled.Values).Cancelled);
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
    }
}
