using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>CancelAfter on the engine's clock.</summary>
public abstract class DeadlineContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    [Fact]
    public void A_deadline_of_zero_does_not_stop_a_send_that_was_ready()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncSend(new byte[10]).CancelAfter(TimeSpan.Zero, CancellationLevel.All));
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(sent));
    }

    [Fact]
    public void A_deadline_whose_level_cannot_be_had_leaves_the_write_running()
    {
        var pair = Connect();
        var passed = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(1024 * 1024)).CancelAfter(Soon, CancellationLevel.Total));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);

        // A second deadline that is due later and shows that the first one is over.
        var probe = Sent.Begin(pair.Socket.AsyncWrite(new byte[10]).CancelAfter(2 * Soon, CancellationLevel.Total));
        Assert.Equal(CancellationLevel.Total, pair.Finish(probe).Cancelled);
        Assert.True(passed.IsSilent);
        Assert.Equal(Pattern.Bytes(1024 * 1024), pair.Read(1024 * 1024));
        Assert.True(pair.Finish(passed).IsSuccess);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_several_deadlines_the_shortest_counts(bool shortestFirst)
    {
        var pair = Connect();
        pair.Fill();
        var send = pair.Socket.AsyncSend(new byte[10]);
        send = shortestFirst
            ? send.CancelAfter(Soon, CancellationLevel.Partial).CancelAfter(Never, CancellationLevel.Terminal)
            : send.CancelAfter(Never, CancellationLevel.Terminal).CancelAfter(Soon, CancellationLevel.Partial);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial), pair.Finish(Sent.Begin(send)));
    }

    [Fact]
    public void A_deadline_runs_while_the_send_is_queued()
    {
        var pair = Connect();
        pair.Fill();
        var head = pair.Write(new byte[10]);
        var queued = Sent.Begin(pair.Socket.AsyncSend(new byte[10]).CancelAfter(Soon, CancellationLevel.Total));
        Assert.Equal(CancellationLevel.Total, pair.Finish(queued).Cancelled);
        Assert.True(head.IsSilent);
    }

    [Fact]
    public void A_deadline_stays_in_force_after_unsubscription()
    {
        var pair = Connect();
        var write = Sent.Begin(pair.Socket.AsyncWrite(new byte[1024 * 1024]).CancelAfter(Soon, CancellationLevel.Terminal));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        write.Dispose();
        Assert.Equal(CancellationLevel.Terminal, pair.FinishUnwatched(write).Cancelled);
    }
}
