using System.Runtime.CompilerServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Posix;

public class GatherTests
{
    [Fact]
    public void Small_slices_side_by_side_become_one_vector()
    {
        using var pair = SocketPair.Connect();
        var attempt = Send(pair, Slices(100, 16), vectors: 1);
        Assert.Equal((1600L, 1600L, 0), (attempt.Bytes, attempt.Offered, attempt.Errno));
    }

    [Fact]
    public async Task Small_and_large_slices_keep_their_order()
    {
        using var pair = SocketPair.Connect();
        int[] sizes = [10, 20, 300, 5, 256, 257, 1];
        var at = 0;
        var slices = sizes.Select(size => (ReadOnlyMemory<byte>)Pattern.Bytes(size, (at += size) - size)).ToList();
        Send(pair, slices, vectors: 5); // 10+20, 300, 5+256, 257, 1
        Assert.Equal(Pattern.Bytes(at), await pair.Peer.ReadAsync(at));
    }

    [Fact]
    public void One_call_takes_at_most_1024_slices()
    {
        using var pair = SocketPair.Connect();
        Assert.Equal(1024, Send(pair, Slices(5000, 1), vectors: 1).Offered);
        Assert.Equal(1024 * 300, Load(Slices(5000, 300), vectors: 1024));
    }

    [Fact]
    public void One_call_offers_at_most_what_the_kernel_moves_at_once() =>
        Assert.Equal(0x7ffff000, Load(Slices(1024, 4 << 20), vectors: 512));

    [Fact]
    public void Small_slices_beyond_the_slab_are_pinned() => Assert.Equal(1024 * 200, Load(Slices(1024, 200), vectors: 1 + 1024 - 64 * 1024 / 200));

    [Fact]
    public void Large_slices_are_pinned_for_the_call_and_small_ones_not_at_all()
    {
        using var pair = SocketPair.Connect();
        using var large = new CountingMemory(1000);
        using var small = new CountingMemory(100);
        Send(pair, [large.Memory, small.Memory, large.Memory], vectors: 3);
        Assert.Equal((2, 2), (large.Pins, large.Unpins));
        Assert.Equal((0, 0), (small.Pins, small.Unpins));
    }

    [Fact]
    public void Slice_that_cannot_be_read_releases_those_before_it()
    {
        using var good = new CountingMemory(1000);
        using var bad = new CountingMemory(1000, new FormatException());
        var gather = Gather.Rent();
        Assert.Throws<FormatException>(() => gather.Load(Unsent([good.Memory, bad.Memory])));
        gather.Return();
        Assert.Equal((1, 1), (good.Pins, good.Unpins));
        Assert.Equal(0, VectorCount(gather));
    }

    [Fact]
    public void Rented_while_in_use_there_are_two()
    {
        var outer = Gather.Rent();
        var inner = Gather.Rent();
        Assert.NotSame(outer, inner);
        inner.Return();
        outer.Return();
        Assert.Same(outer, Gather.Rent());
        outer.Return();
    }

    private static SendAttempt Send(SocketPair pair, IReadOnlyList<ReadOnlyMemory<byte>> slices, int vectors)
    {
        var gather = Gather.Rent();
        gather.Load(Unsent(slices));
        Assert.Equal(vectors, VectorCount(gather));
        var attempt = gather.Send((int)pair.Local.SafeHandle.DangerousGetHandle(), 0);
        gather.Return();
        return attempt;
    }

    private static long Load(IReadOnlyList<ReadOnlyMemory<byte>> slices, int vectors)
    {
        var gather = Gather.Rent();
        gather.Load(Unsent(slices));
        Assert.Equal(vectors, VectorCount(gather));
        var offered = Offered(gather);
        gather.Return();
        return offered;
    }

    private static Unsent Unsent(IReadOnlyList<ReadOnlyMemory<byte>> slices) => new SliceCursor(SliceList.Of(slices)).Unsent;

    /// <summary>The same memory again and again.</summary>
    private static List<ReadOnlyMemory<byte>> Slices(int count, int length) => [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[length], count)];

    private static int VectorCount(Gather gather) => VectorCount(SlicesOf(gather));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_vectorCount")]
    private static extern ref int VectorCount(PinnedSlices slices);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_slices")]
    private static extern ref PinnedSlices SlicesOf(Gather gather);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_offered")]
    private static extern ref long Offered(Gather gather);
}
