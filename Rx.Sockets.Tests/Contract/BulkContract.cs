using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;

namespace Rx.Sockets.Tests.Contract;

/// <summary>More than an int can count. Once an engine: it takes its time.</summary>
public abstract class BulkContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Slice = 64 * 1024 * 1024;
    private const int Slices = 33;

    [Fact]
    public void A_write_of_more_than_2_GiB_is_counted_exactly()
    {
        var pair = Connect(new PairSetup { SmallBuffers = false });
        var slice = new byte[Slice];
        var all = BufferSequence.Of(new SpyList(Enumerable.Repeat<ReadOnlyMemory<byte>>(slice, Slices)));
        const long Length = (long)Slice * Slices;
        Assert.Equal((Length, true), (all.Length, Length > int.MaxValue));
        var sent = pair.Write(all);
        pair.Discard(Length);
        Assert.Equal(new SendResult(SocketError.Success, Length), pair.Finish(sent));
        Assert.Equal(Length, pair.Socket.BytesTransferred);
        pair.CheckUsable();
    }

    [Fact]
    public void A_send_of_more_than_2_GiB_is_short_and_its_rest_can_be_named()
    {
        var pair = Connect();
        var all = BufferSequence.Of(new SpyList(Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[Slice], Slices)));
        var taken = pair.Finish(pair.Send(all)).BytesTransferred;
        Assert.InRange(taken, 1, Slice);
        Assert.Equal(all.Length - taken, all.From(taken).Length);
        Assert.Equal(Slice, all.From(all.Length - Slice).Length);
    }
}
