using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>The order of bytes on the wire. Nothing is asserted about the order of notifications: it is unspecified.</summary>
public abstract class OrderContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Writes = 1000;

    [Fact]
    public void A_thousand_overlapping_writes_go_out_in_order_and_do_not_interleave()
    {
        var pair = Connect();
        var sizes = Enumerable.Range(0, Writes).Select(i => 1 + (i * 7919 % 4000)).ToArray();
        var start = 0;
        var writes = sizes.Select(size => pair.Write(Pattern.Bytes(size, (start += size) - size))).ToArray();
        Assert.True(pair.Socket.Outstanding > Writes / 2, "the writes did not overlap");
        Assert.Equal(Pattern.Bytes(start), pair.Read(start));
        for (var i = 0; i < Writes; i++)
            Assert.Equal(new SendResult(SocketError.Success, sizes[i]), pair.Finish(writes[i]));
    }

    [Fact]
    public void Writes_from_many_threads_do_not_interleave()
    {
        Needs(Capability.Threads);
        const int Threads = 4, Each = 100, Frame = 3000;
        var pair = Connect();
        var writers = Enumerable.Range(1, Threads).Select(number => OtherThread.Begin(() =>
        {
            for (var i = 0; i < Each; i++)
                pair.Write(Enumerable.Repeat((byte)number, Frame).ToArray());
        })).ToArray();
        var frames = pair.Read(Threads * Each * Frame).Chunk(Frame).ToArray();
        foreach (var writer in writers)
            writer.End();
        Assert.All(frames, frame => Assert.Equal(frame[0], Assert.Single(frame.Distinct())));
        Assert.All(frames.CountBy(frame => frame[0]), count => Assert.Equal(Each, count.Value));
    }

    [Fact]
    public void Short_sends_and_writes_go_out_in_order_of_subscription()
    {
        var pair = Connect();
        var first = pair.Send(Pattern.Bytes(500_000));
        var second = pair.Write(Pattern.Bytes(200_000, start: 500_000));
        var third = pair.Send(Pattern.Bytes(10, start: 700_000));
        var taken = (int)pair.Finish(first).BytesTransferred;
        Assert.Equal(Pattern.Bytes(taken), pair.Read(taken));
        Assert.Equal(Pattern.Bytes(200_000, start: 500_000), pair.Read(200_000));
        taken = (int)pair.Finish(third).BytesTransferred;
        Assert.Equal(Pattern.Bytes(taken, start: 700_000), pair.Read(taken));
        Assert.Equal(200_000, pair.Finish(second).BytesTransferred);
    }

    [Fact]
    public void Cancelling_the_middle_of_three_leaves_the_others_whole_and_in_order()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var first = pair.Write(Pattern.Bytes(100_000));
        var second = pair.Write(new byte[100_000]);
        var third = pair.Write(Pattern.Bytes(100_000, start: 100_000));
        second.Dispose();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), pair.FinishUnwatched(second));
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(200_000), pair.Read(200_000));
        Assert.Equal((100_000, 100_000), (pair.Finish(first).BytesTransferred, pair.Finish(third).BytesTransferred));
        pair.CheckUsable();
    }
}
