using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Asio's deferred: launched later, any number of times, by any token.</summary>
public abstract class UseObservableContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void Nothing_begins_before_it_is_launched_and_each_launch_is_a_send()
    {
        var pair = Connect();
        var deferred = pair.Socket.AsyncWrite("abc"u8.ToArray(), Use.Observable);
        pair.RunReady();
        Assert.Equal((0, 0L), (pair.Socket.Outstanding, pair.Socket.BytesTransferred));
        pair.Finish(Sent.Begin(deferred));
        var task = deferred.Initiate(Use.Task);
        Assert.Equal("abcabc"u8.ToArray(), pair.Read(6));
        pair.RunUntil(() => task.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_was_said_of_the_deferred_operation_holds_for_the_token_too()
    {
        var pair = Connect();
        pair.Fill();
        var ledger = new Ledger();
        var task = pair.Socket.AsyncWrite(new byte[10])
            .CancelOnUnsubscribe(CancellationLevel.Total, ledger.Settled)
            .CancelAfter(TimeSpan.Zero, CancellationLevel.Terminal)
            .AsResult()
            .Initiate(Use.Task);
        pair.RunUntil(() => task.IsCompleted);
        Assert.Equal(CancellationLevel.Terminal, Assert.Single(ledger.Results).Cancelled);
        Assert.True(task.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_slice_list_changed_between_the_call_and_the_launch_is_read_at_the_launch()
    {
        var pair = Connect();
        var list = new List<ReadOnlyMemory<byte>> { "old"u8.ToArray() };
        var deferred = pair.Socket.AsyncWrite(BufferSequence.Of(list), Use.Observable);
        list[0] = "new!"u8.ToArray();
        Assert.Equal(4, pair.Finish(Sent.Begin(deferred)).BytesTransferred);
        Assert.Equal("new!"u8.ToArray(), pair.Read(4));
    }
}
