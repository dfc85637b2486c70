using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Buffers;

/// <summary>The cases of <c>buffer_copy</c> in Asio's <c>buffer.cpp</c>: one or several buffers on either side, with and without a limit.</summary>
public sealed class BufferCopyTests
{
    private static readonly byte[] Source = Pattern.Bytes(20);

    public static TheoryData<int[], int[], long> Cases => new(
        from source in new int[][] { [20], [10, 10], [1, 0, 19], [] }
        from target in new int[][] { [20], [30], [5], [7, 13], [3, 0, 40], [0], [] }
        from most in new[] { 0L, 10, 20, 21, long.MaxValue }
        select (source, target, most));

    [Theory, MemberData(nameof(Cases))]
    public void As_many_bytes_are_copied_as_source_target_and_limit_have(int[] source, int[] target, long most)
    {
        var buffers = Cut(source);
        var arrays = target.Select(length => new byte[length]).ToList();

        var copied = buffers.First(most).CopyTo([.. arrays.Select(array => array.AsMemory())]);

        Assert.Equal(Math.Min(most, Math.Min(source.Sum(), target.Sum())), copied);
        var all = arrays.SelectMany(array => array).ToArray();
        Assert.Equal(Source[..(int)copied], all[..(int)copied]);
        Assert.All(all[(int)copied..], b => Assert.Equal(0, b));
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_span_is_a_target_too(int[] source, int[] target, long most)
    {
        var array = new byte[target.Sum()];

        var copied = Cut(source).First(most).CopyTo(array.AsSpan());

        Assert.Equal(Math.Min(most, Math.Min(source.Sum(), array.Length)), copied);
        Assert.Equal(Source[..copied], array[..copied]);
        Assert.All(array[copied..], b => Assert.Equal(0, b));
    }

    [Fact]
    public void No_target_is_refused() => Assert.Throws<ArgumentNullException>(() => Cut([1]).CopyTo((IReadOnlyList<Memory<byte>>)null!));

    private static BufferSequence Cut(int[] sizes)
    {
        var slices = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        foreach (var size in sizes)
        {
            slices.Add(Source.AsMemory(at, size));
            at += size;
        }

        return BufferSequence.Of(slices);
    }
}
