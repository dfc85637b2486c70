using System.Buffers;
using Rx.Sockets.Buffers;

namespace Rx.Sockets.Tests.Buffers;

public class SliceListTests
{
    private static readonly ReadOnlyMemory<byte>[] Slices = [new byte[] { 1, 2 }, default, new byte[] { 3 }, new byte[] { 4, 5, 6 }, default];

    [Fact]
    public void Empty_slices_are_left_out_and_the_length_is_the_sum()
    {
        var list = SliceList.Of(Slices.AsSpan());
        Assert.Equal(3, list.Count);
        Assert.Equal(6, list.Length);
        Assert.Equal([1, 2, 3, 4, 5, 6], Bytes(list));
    }

    [Fact]
    public void Every_source_gives_the_same()
    {
        var first = new Segment(new byte[] { 1, 2 }, 0);
        var last = first.Append(Array.Empty<byte>()).Append(new byte[] { 3, 4, 5, 6 });
        Assert.Equal([1, 2, 3, 4, 5, 6], Bytes(SliceList.Of((IReadOnlyList<ReadOnlyMemory<byte>>)Slices)));
        Assert.Equal([1, 2, 3, 4, 5, 6], Bytes(SliceList.Of((IList<ArraySegment<byte>>)[new byte[] { 1, 2 }, default, new byte[] { 3, 4, 5, 6 }])));
        Assert.Equal([1, 2, 3, 4, 5, 6], Bytes(SliceList.Of(new ReadOnlySequence<byte>(first, 0, last, 4))));
    }

    [Fact]
    public void List_is_a_copy()
    {
        var source = new List<ReadOnlyMemory<byte>>(Slices);
        var list = SliceList.Of(source);
        source.Clear();
        Assert.Equal(6, list.Length);
    }

    [Fact]
    public void From_and_first_split_at_every_byte()
    {
        var list = SliceList.Of(Slices.AsSpan());
        for (var at = 0; at <= 6; at++)
        {
            Assert.Equal(Enumerable.Range(1, at).Select(n => (byte)n), Bytes(list.First(at)));
            Assert.Equal(Enumerable.Range(at + 1, 6 - at).Select(n => (byte)n), Bytes(list.From(at)));
            Assert.Equal(6 - at, list.From(at).Length);
            Assert.DoesNotContain(list.From(at), slice => slice.IsEmpty);
            Assert.DoesNotContain(list.First(at), slice => slice.IsEmpty);
        }
    }

    private static IEnumerable<byte> Bytes(IEnumerable<ReadOnlyMemory<byte>> slices) => slices.SelectMany(slice => slice.ToArray());

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
