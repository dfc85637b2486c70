using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests;

public class BufferSequenceTests
{
    private static readonly byte[] Three = [1, 2, 3];

    [Fact]
    public void Default_is_empty()
    {
        var nothing = default(BufferSequence);
        Assert.Equal(0, nothing.Length);
        Assert.Empty(Bytes(nothing));
        Assert.Equal(0, nothing.From(0).Length);
        Assert.Equal(0, nothing.First(5).Length);
    }

    [Fact]
    public void Null_array_is_empty() => Assert.Equal(0, ((BufferSequence)(byte[]?)null).Length);

    [Fact]
    public void Every_conversion_gives_the_bytes()
    {
        BufferSequence[] all =
        [
            Three,
            new ArraySegment<byte>([0, 1, 2, 3, 4], 1, 3),
            new Memory<byte>(Three),
            new ReadOnlyMemory<byte>(Three),
            new ReadOnlySequence<byte>(Three),
            SeveralSegments(),
            new ReadOnlySpan<byte>(Three),
            "\u0001\u0002\u0003"u8,
            BufferSequence.Of([0, 1, 2, 3, 4], 1, 3),
            BufferSequence.Of(new List<byte>(Three)),
            BufferSequence.Of<byte>(Three.AsSpan()),
            BufferSequence.Of(new CallbackMemory([1, 2, 3], () => { })),
        ];
        Assert.All(all, sequence => Assert.Equal(Three, Bytes(sequence)));
        Assert.All(all, sequence => Assert.Equal(3, sequence.Length));
    }

    [Fact]
    public void Collection_expression_takes_what_converts_to_memory_and_skips_the_empty()
    {
        BufferSequence frame = [new byte[] { 1 }, ReadOnlyMemory<byte>.Empty, new Memory<byte>([2]), new ArraySegment<byte>([3])];
        Assert.Equal(Three, Bytes(frame));
        var slices = 0;
        foreach (var _ in frame)
            slices++;
        Assert.Equal(3, slices);
        BufferSequence none = [];
        Assert.Equal(0, none.Length);
    }

    [Fact]
    public void Of_text_encodes_now()
    {
        Assert.Equal("é"u8.ToArray(), Bytes(BufferSequence.Of("é")));
        Assert.Equal([0xE9], Bytes(BufferSequence.Of("é", Encoding.Latin1)));
    }

    [Fact]
    public void Of_a_struct_copies_its_bytes_now()
    {
        var number = 0x01020304;
        var sequence = BufferSequence.Of(number);
        Assert.Equal(MemoryMarshal.AsBytes([number]).ToArray(), Bytes(sequence));
        Assert.Equal(sizeof(long), BufferSequence.Of(1L).Length);
    }

    [Fact]
    public void Of_a_span_of_structs_copies_their_bytes_now()
    {
        Span<(short, short)> values = [(1, 2), (3, 4)];
        var sequence = BufferSequence.Of<(short, short)>(values);
        values.Clear();
        Assert.Equal(MemoryMarshal.AsBytes<short>([1, 2, 3, 4]).ToArray(), Bytes(sequence));
        Assert.Equal(0, BufferSequence.Of(ReadOnlySpan<int>.Empty).Length);
    }

    [Fact]
    public void What_is_no_memory_is_copied_now()
    {
        byte[] bytes = [1, 2, 3];
        List<byte> list = [1, 2, 3];
        BufferSequence ofSpan = bytes.AsSpan();
        var ofList = BufferSequence.Of(list);
        bytes[0] = list[0] = 7;
        Assert.Equal(Three, Bytes(ofSpan));
        Assert.Equal(Three, Bytes(ofList));
    }

    [Fact]
    public void A_rented_memory_is_all_there_is_until_it_is_cut()
    {
        using var owner = MemoryPool<byte>.Shared.Rent(3);
        Three.CopyTo(owner.Memory);
        Assert.Equal(owner.Memory.Length, BufferSequence.Of(owner).Length);
        Assert.Equal(Three, Bytes(BufferSequence.Of(owner).First(3)));
    }

    [Fact]
    public void Plus_is_what_is_left_from_either_side()
    {
        BufferSequence sequence = [Three, Three];
        Assert.Equal([3, 1, 2, 3], Bytes(sequence + 2));
        Assert.Equal([3, 1, 2, 3], Bytes(2 + sequence));
        Assert.Equal(0, (sequence + 100).Length);
        sequence += 5;
        Assert.Equal([3], Bytes(sequence));
    }

    [Fact]
    public void ToArray_is_all_bytes()
    {
        BufferSequence sequence = [Three, Three];
        Assert.Equal([1, 2, 3, 1], sequence.First(4).ToArray());
        Assert.Empty(default(BufferSequence).ToArray());
    }

    [Fact]
    public void Of_array_segments_copies_the_list_now()
    {
        var segments = new List<ArraySegment<byte>> { new([1]), new([9, 2, 3, 9], 1, 2) };
        var sequence = BufferSequence.Of(segments);
        segments.Clear();
        Assert.Equal(Three, Bytes(sequence));
    }

    [Fact]
    public void Of_refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => BufferSequence.Of((string)null!));
        Assert.Throws<ArgumentNullException>(() => BufferSequence.Of((IList<ArraySegment<byte>>)null!));
        Assert.Throws<ArgumentNullException>(() => BufferSequence.Of((IReadOnlyList<ReadOnlyMemory<byte>>)null!));
        Assert.Throws<ArgumentNullException>(() => BufferSequence.Of((List<byte>)null!));
        Assert.Throws<ArgumentNullException>(() => BufferSequence.Of((IMemoryOwner<byte>)null!));
        Assert.Throws<ArgumentNullException>(() => BufferSequence.Of(null!, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BufferSequence.Of(Three, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => BufferSequence.Of(Three, -1, 2));
    }

    [Fact]
    public void List_is_live_until_a_snapshot_and_a_snapshot_stays()
    {
        var list = new List<ReadOnlyMemory<byte>> { new byte[] { 1 } };
        var sequence = BufferSequence.Of(list);
        list.Add(new byte[] { 2, 3 });
        Assert.Equal(3, sequence.Length);
        var snapshot = sequence.Snapshot()!;
        list.Clear();
        Assert.Equal(3, snapshot.Length);
        Assert.Equal(0, sequence.Length);
    }

    [Fact]
    public void Memory_is_not_copied()
    {
        var bytes = new byte[] { 1, 2, 3 };
        BufferSequence sequence = [bytes];
        bytes[0] = 7;
        Assert.Equal(7, Bytes(sequence)[0]);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(long.MaxValue, 3)]
    [InlineData(long.MinValue, 0)]
    public void From_and_first_clamp(long asked, int at)
    {
        BufferSequence[] both = [Three, new[] { Three[..1], Three[1..] }.Aggregate((BufferSequence)[], Append)];
        foreach (var sequence in both)
        {
            Assert.Equal(Three[at..], Bytes(sequence.From(asked)));
            Assert.Equal(Three[..at], Bytes(sequence.First(asked)));
        }
    }

    [Fact]
    public void Length_and_cuts_go_beyond_two_gibibytes()
    {
        var block = Pattern.Bytes(1 << 20);
        var sequence = BufferSequence.Of(Enumerable.Repeat<ReadOnlyMemory<byte>>(block, 3000).ToList());
        Assert.Equal(3000L << 20, sequence.Length);
        var at = (2500L << 20) + 5;
        Assert.Equal((500L << 20) - 5, sequence.From(at).Length);
        Assert.Equal(at, sequence.First(at).Length);
        Assert.Equal(block[5], sequence.From(at).Snapshot()![0].Span[0]);
    }

    private static BufferSequence Append(BufferSequence sequence, byte[] slice) =>
        BufferSequence.Of((IReadOnlyList<ReadOnlyMemory<byte>>)[.. sequence, slice]);

    private static byte[] Bytes(BufferSequence sequence)
    {
        var bytes = new List<byte>();
        foreach (var slice in sequence)
            bytes.AddRange(slice.Span);
        return [.. bytes];
    }

    private static ReadOnlySequence<byte> SeveralSegments()
    {
        var last = new Segment(new byte[] { 2, 3 }, 1, null);
        return new ReadOnlySequence<byte>(new Segment(new byte[] { 1 }, 0, last), 0, last, 2);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index, Segment? next) => (Memory, RunningIndex, Next) = (memory, index, next);
    }
}
