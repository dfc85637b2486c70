using System.Buffers;
using System.Text;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

public sealed class FramingTests
{
    private static readonly byte[] Three = [7, 8, 9];

    [Fact]
    public void Each_framing_in_the_bytes_of_one_message()
    {
        Assert.Equal("07-08-09", Bytes(Framing.None, Three));
        Assert.Equal("03-07-08-09", Bytes(Framing.LengthPrefixed(1), Three));
        Assert.Equal("00-03-07-08-09", Bytes(Framing.LengthPrefixed(2), Three));
        Assert.Equal("03-00-00-00-07-08-09", Bytes(Framing.LengthPrefixed(4, ByteOrder.LittleEndian), Three));
        Assert.Equal("00-00-00-00-00-00-00-03-07-08-09", Bytes(Framing.LengthPrefixed(8), Three));
        Assert.Equal("03-07-08-09", Bytes(Framing.VarintPrefixed(), Three));
        Assert.Equal("07-08-09-0D-0A", Bytes(Framing.Delimited("\r\n"u8), Three));
        Assert.Equal("07-08-09", Bytes(Framing.Fixed(3), Three));
    }

    [Fact]
    public void An_empty_message_is_a_frame()
    {
        Assert.Equal("", Bytes(Framing.None, default));
        Assert.Equal("00-00", Bytes(Framing.LengthPrefixed(2), default));
        Assert.Equal("00", Bytes(Framing.VarintPrefixed(), default));
        Assert.Equal("0A", Bytes(Framing.Delimited("\n"u8), default));
        Assert.Equal((FrameError.WrongLength, 0, 3), Refusal(Framing.Fixed(3), default));
    }

    [Fact]
    public void A_frame_refers_to_the_memory_of_its_message_and_writing_one_copies_it()
    {
        byte[] first = [1, 2], second = [3];
        BufferSequence message = [first, second];
        var framing = Framing.LengthPrefixed(1);
        var written = new ArrayBufferWriter<byte>();

        var frame = framing.Frame(message);
        framing.Write(message, written);
        (first[0], second[0]) = (11, 13);

        Assert.Equal([3, 11, 2, 13], frame.ToArray());
        Assert.Equal([3, 1, 2, 3], written.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_list_that_changes_after_the_call_does_not_change_the_frame()
    {
        List<ReadOnlyMemory<byte>> slices = [new byte[] { 1 }, new byte[] { 2 }];

        var frame = Framing.LengthPrefixed(1).Frame(BufferSequence.Of((IReadOnlyList<ReadOnlyMemory<byte>>)slices));
        slices.Add(Three);

        Assert.Equal([2, 1, 2], frame.ToArray());
    }

    [Fact]
    public void A_message_over_the_maximum_is_refused_with_both_numbers_and_nothing_is_written()
    {
        foreach (var framing in new[] { Framing.None, Framing.LengthPrefixed(4), Framing.VarintPrefixed(), Framing.Delimited("\n"u8) })
        {
            var small = framing.WithMaximum(2);
            var output = new ScantWriter();

            Assert.Equal((FrameError.TooLong, 3, 2), Refusal(small, Three));
            Assert.Equal((FrameError.TooLong, 3, 2), Refusal(small, [Three.AsMemory(0, 2), Three.AsMemory(2)]));
            Assert.Throws<FrameException>(() => small.Write(Three, output));
            Assert.Empty(output.Written);
            Assert.Equal([7, 8], small.Frame(Three.AsMemory(0, 2)).From(small.HeaderLength(2)).First(2).ToArray());
            Assert.True(framing.Maximum > 3);
        }
    }

    [Fact]
    public void Without_more_the_maximum_is_what_the_frame_can_say() =>
        Assert.Equal(
            [long.MaxValue, 255, 65_535, uint.MaxValue, long.MaxValue, int.MaxValue, int.MaxValue, 12],
            new[]
            {
                Framing.None, Framing.LengthPrefixed(1), Framing.LengthPrefixed(2), Framing.LengthPrefixed(4), Framing.LengthPrefixed(8),
                Framing.VarintPrefixed(), Framing.Delimited("\n"u8), Framing.Fixed(12),
            }.Select(framing => framing.Maximum));

    [Theory]
    [InlineData(1, 256)]
    [InlineData(2, 65_536)]
    public void A_message_that_its_prefix_cannot_count_is_refused(int width, int length) =>
        Assert.Equal((FrameError.TooLong, length, length - 1), Refusal(Framing.LengthPrefixed(width), new byte[length]));

    [Fact]
    public void A_message_of_more_than_4_GiB_is_counted_and_refused()
    {
        ReadOnlyMemory<byte> part = new byte[1 << 20];
        var huge = BufferSequence.Of(Enumerable.Repeat(part, 4096).ToArray());

        Assert.Equal((FrameError.TooLong, 1L << 32, uint.MaxValue), Refusal(Framing.LengthPrefixed(4), huge));
        Assert.Equal((FrameError.TooLong, 1L << 32, int.MaxValue), Refusal(Framing.VarintPrefixed(), huge));
        Assert.Equal("00-00-00-01-00-00-00-00", Hex(Framing.LengthPrefixed(8).Frame(huge).First(8)));
        Assert.Equal("80-80-80-80-10", Hex(Framing.VarintPrefixed().WithMaximum(long.MaxValue).Frame(huge).First(5)));
    }

    [Theory]
    [InlineData("\n", "a\nb")]
    [InlineData("\r\n", "\r\n")]
    [InlineData("\r\n", "ab\r\n")]
    [InlineData("--", "a-")] // "a-" + "--" ends after the "a"
    [InlineData("\r\n\r\n", "a\r\n")]
    public void A_message_in_which_the_delimiter_would_be_found_is_refused_however_it_is_cut(string delimiter, string message)
    {
        var framing = Framing.Delimited(Encoding.ASCII.GetBytes(delimiter));
        var bytes = Encoding.ASCII.GetBytes(message);

        Assert.Equal((FrameError.ContainsDelimiter, bytes.Length, null), Refusal(framing, bytes));
        Assert.All(
            Enumerable.Range(0, bytes.Length + 1),
            at => Assert.Equal((FrameError.ContainsDelimiter, bytes.Length, null), Refusal(framing, [bytes.AsMemory(0, at), bytes.AsMemory(at)])));
    }

    [Theory]
    [InlineData("\r\n", "a\r")]
    [InlineData("\r\n", "\n\r\ra\n")]
    [InlineData(";;", ";a")]
    public void A_message_with_parts_of_the_delimiter_is_framed(string delimiter, string message) =>
        Assert.Equal(message + delimiter, Encoding.ASCII.GetString(Framing.Delimited(Encoding.ASCII.GetBytes(delimiter)).Frame(BufferSequence.Of(message)).ToArray()));

    [Fact]
    public void A_delimiter_is_copied()
    {
        byte[] delimiter = [10];
        var framing = Framing.Delimited(delimiter);
        delimiter[0] = 7;

        Assert.Equal("07-08-09-0A", Bytes(framing, Three));
    }

    [Fact]
    public void Arguments_that_cannot_be_meant_are_refused()
    {
        foreach (var width in new[] { int.MinValue, -1, 0, 3, 5, 16 })
            Assert.Throws<ArgumentOutOfRangeException>("bytes", () => Framing.LengthPrefixed(width));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => Framing.LengthPrefixed(2, (ByteOrder)2));
        Assert.Throws<ArgumentException>("delimiter", () => Framing.Delimited([]));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Framing.Fixed(0));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Framing.Fixed(-1));
        Assert.Throws<ArgumentNullException>("output", () => Framing.None.Write(Three, null!));
        Assert.Throws<ArgumentOutOfRangeException>("bytes", () => Framing.None.WithMaximum(-1));
        Assert.Throws<ArgumentOutOfRangeException>("bytes", () => Framing.LengthPrefixed(1).WithMaximum(256));
        Assert.Throws<ArgumentOutOfRangeException>("bytes", () => Framing.Fixed(4).WithMaximum(3));
        Assert.Throws<ArgumentOutOfRangeException>("bytes", () => Framing.Fixed(4).WithMaximum(5));
        Assert.Equal(4, Framing.Fixed(4).WithMaximum(4).Maximum);
    }

    [Fact]
    public void A_maximum_may_be_changed_again_and_leaves_the_framing_that_it_was_made_of()
    {
        var varint = Framing.VarintPrefixed();
        var small = varint.WithMaximum(0);

        Assert.Equal((int.MaxValue, 0, long.MaxValue), (varint.Maximum, small.Maximum, small.WithMaximum(long.MaxValue).Maximum));
        Assert.Equal("00", Bytes(small, default));
    }

    /// <summary>The path of small messages: nothing to search, nothing allocated.</summary>
    [Fact]
    public void Framing_a_small_message_by_hand_allocates_nothing()
    {
        var message = Pattern.Bytes(64);
        var target = new byte[128];
        foreach (var framing in new[] { Framing.None, Framing.LengthPrefixed(4), Framing.VarintPrefixed(), Framing.Delimited("\r\n\r\n"u8), Framing.Fixed(64) })
        {
            Assert.Null(framing.Refuses(message));
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                if (framing.Refuses(message.AsSpan()) is not null) break;
                framing.WriteHeader(message.Length, target);
                framing.Trailer.Span.CopyTo(target.AsSpan(framing.HeaderLength(message.Length) + message.Length));
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static string Bytes(Framing framing, BufferSequence message)
    {
        var output = new ScantWriter();
        framing.Write(message, output);
        Assert.Equal(output.Written, framing.Frame(message).ToArray());
        return Hex(output.Written);
    }

    private static string Hex(BufferSequence bytes) => BitConverter.ToString(bytes.ToArray());

    private static (FrameError Error, long Length, long? Limit) Refusal(Framing framing, BufferSequence message)
    {
        var refused = Assert.Throws<FrameException>(() => framing.Frame(message));
        Assert.Contains($"of {message.Length} bytes", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{refused.Limit}", refused.Message, StringComparison.Ordinal);
        return (refused.Error, refused.MessageLength, refused.Limit);
    }
}
