using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Many slices: their order, empty ones, and how many go at once.</summary>
public abstract class SlicesContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Many = 5000;

    private static readonly PairSetup LargeBuffers = new() { SmallBuffers = false };

    [Fact]
    public void Slices_go_in_order_each_finished_before_the_next()
    {
        var pair = Connect();
        var sizes = new[] { 1, 255, 256, 257, 70_000, 3, 100_000, 64 * 1024, 1 };
        var sent = pair.Write(BufferSequence.Of(Cut(sizes)));
        Assert.Equal(Pattern.Bytes(sizes.Sum()), pair.Read(sizes.Sum()));
        Assert.Equal(new SendResult(SocketError.Success, sizes.Sum()), pair.Finish(sent));
    }

    [Fact]
    public void A_short_send_of_slices_has_taken_the_first_bytes()
    {
        var pair = Connect();
        var taken = (int)pair.Finish(pair.Send(BufferSequence.Of(Cut(Enumerable.Repeat(1000, 900))))).BytesTransferred;
        Assert.InRange(taken, 1, 899_999);
        Assert.Equal(Pattern.Bytes(taken), pair.Read(taken));
        pair.CheckUsable();
    }

    [Fact]
    public void Empty_slices_between_full_ones_are_skipped_and_do_not_count_as_slices()
    {
        var pair = Connect(LargeBuffers);
        var full = Rig.MaxSlices ?? Many;
        var sent = pair.Send(BufferSequence.Of(Cut(Enumerable.Range(0, 3 * full).Select(i => i % 3 == 1 ? 1 : 0))));
        Assert.Equal(new SendResult(SocketError.Success, full), pair.Finish(sent));
        Assert.Equal(Pattern.Bytes(full), pair.Read(full));
    }

    [Fact]
    public void Data_behind_64_leading_empty_slices_is_sent()
    {
        var pair = Connect();
        var sent = pair.Send(BufferSequence.Of(Cut(Enumerable.Repeat(0, 64).Append(10))));
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(sent));
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
    }

    [Fact]
    public void A_send_of_5000_slices_reports_what_did_not_go_with_one_call_as_unsent()
    {
        var pair = Connect(LargeBuffers);
        var all = BufferSequence.Of(Cut(Enumerable.Repeat(1, Many)));
        var sent = 0L;
        for (var cap = Rig.MaxSlices ?? Many; sent < Many;)
        {
            var taken = pair.Finish(pair.Send(all.From(sent))).BytesTransferred;
            Assert.Equal(Math.Min(cap, Many - sent), taken);
            sent += taken;
        }

        Assert.Equal(Pattern.Bytes(Many), pair.Read(Many));
    }

    [Fact]
    public void A_write_of_5000_slices_loses_none()
    {
        var pair = Connect();
        var sizes = Enumerable.Range(0, Many).Select(i => i * 7 % 300).ToArray();
        var sent = pair.Write(BufferSequence.Of(Cut(sizes)));
        Assert.Equal(Pattern.Bytes(sizes.Sum()), pair.Read(sizes.Sum()));
        Assert.Equal(new SendResult(SocketError.Success, sizes.Sum()), pair.Finish(sent));
    }

    [Fact]
    public void A_write_of_5000_slices_takes_1024_with_each_call()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect(LargeBuffers);
        Assert.Equal(Many, pair.Finish(pair.Write(BufferSequence.Of(Cut(Enumerable.Repeat(1, Many))))).BytesTransferred);
        Assert.Equal((5, 1024), (pair.Calls.Sends, pair.Calls.MostSlices));
        Assert.Equal(Pattern.Bytes(Many), pair.Read(Many));
    }

    private static SpyList Cut(IEnumerable<int> sizes)
    {
        var start = 0;
        var list = new SpyList();
        foreach (var size in sizes)
        {
            list.Slices.Add(Pattern.Bytes(size, start));
            start += size;
        }

        return list;
    }
}
