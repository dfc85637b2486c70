using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>A group is over when all members are, with every outcome.</summary>
public abstract class GroupContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private readonly Recorder<GroupResult> _heard = new();
    private readonly List<GroupResult> _told = [];

    [Fact]
    public void Every_outcome_and_the_order_are_in_the_one_result()
    {
        var pair = Connect();
        Begin(ParallelGroup.Of(pair.Socket.AsyncWrite(Pattern.Bytes(1000)), pair.Socket.AsyncSend(default), pair.Socket.AsyncWrite(Pattern.Bytes(10))).WaitForAll());
        var result = Finish(pair);
        Assert.Equal([1000, 0, 10], result.Results.Select(member => member.BytesTransferred));
        Assert.All(result.Results, member => Assert.True(member.IsSuccess));
        Assert.Equal([0, 1, 2], result.Order.Order());
        Assert.Equal([.. Pattern.Bytes(1000), .. Pattern.Bytes(10)], pair.Read(1010));
        Assert.Equal(2, _heard.Calls);
    }

    [Theory]
    [InlineData(CancellationLevel.All, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal, CancellationLevel.Terminal)]
    public void A_losers_bytes_are_in_the_result(CancellationLevel level, CancellationLevel given)
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        Begin(ParallelGroup.Of(pair.Socket.AsyncWrite(bytes), pair.Socket.AsyncSend(default), pair.Socket.AsyncWrite(bytes)).WaitForOneSuccess(level));
        var result = Finish(pair);
        Assert.Equal((SocketError.OperationAborted, given), (result.Results[0].Error, result.Results[0].Cancelled));
        Assert.Equal((true, 0), (result.Results[1].IsSuccess, result.Results[2].BytesTransferred));
        Assert.Equal(pair.Socket.BytesTransferred, result.BytesTransferred);
        Assert.Equal(bytes[..(int)result.BytesTransferred], pair.Read((int)result.BytesTransferred));
    }

    [Fact]
    public void Left_at_Total_a_member_that_has_begun_ends_whole_and_the_ledger_hears_of_all()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var subscription = Begin(ParallelGroup.Of(pair.Socket.AsyncWrite(bytes), pair.Socket.AsyncWrite(bytes)).WaitForAll());
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        subscription.Dispose();
        Assert.Equal(bytes, pair.Read(bytes.Length));
        pair.RunUntil(() => _told.Count > 0);
        Assert.Equal(
            [new SendResult(SocketError.Success, bytes.Length), new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total)],
            Assert.Single(_told).Results);
        Assert.Equal(0, _heard.Calls);
    }

    private IDisposable Begin(GroupObservable group) => group.CancelOnUnsubscribe(CancellationLevel.Total, _told.Add).Subscribe(_heard);

    private GroupResult Finish(IContractPair pair)
    {
        pair.RunUntil(() => _heard.Ended.IsCompleted);
        Assert.Same(Assert.Single(_told), Assert.Single(_heard.Values));
        return _told[0];
    }
}
