using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>What goes out is what a reader that knows only the protocol takes apart again, whatever the messages and however they are
/// cut.</summary>
public sealed class FramingProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    public static TheoryData<int, ByteOrder> Prefixes => new MatrixTheoryData<int, ByteOrder>([1, 2, 4, 8], Enum.GetValues<ByteOrder>());

    [Theory, MemberData(nameof(Prefixes))]
    public void A_prefix_of_any_width_and_order_gives_the_messages_back(int width, ByteOrder order) =>
        GivesBack(Framing.LengthPrefixed(width, order), Messages(255), stream => FrameReader.Prefixed(stream, width, order));

    [Theory, MemberData(nameof(Prefixes))]
    public void A_prefix_is_right_at_every_length_that_it_can_hold(int width, ByteOrder order)
    {
        var framing = Framing.LengthPrefixed(width, order);
        foreach (var length in EdgeLengths.Where(length => length <= framing.Maximum))
            Assert.Equal(length, Assert.Single(FrameReader.Prefixed(framing.Frame(new byte[length]).ToArray(), width, order)).Length);
    }

    [Fact]
    public void A_varint_prefix_gives_the_messages_back() =>
        GivesBack(Framing.VarintPrefixed(), Messages(400), FrameReader.Varint);

    [Fact]
    public void A_varint_prefix_is_right_at_every_length() =>
        Assert.All(
            EdgeLengths,
            length => Assert.Equal(length, Assert.Single(FrameReader.Varint(Framing.VarintPrefixed().Frame(new byte[length]).ToArray())).Length));

    /// <summary>Longer than memory: the prefix alone, of all 63 powers of two and their neighbours.</summary>
    [Fact]
    public void A_prefix_is_right_for_lengths_that_no_array_has()
    {
        foreach (var length in Enumerable.Range(0, 63).Select(bit => 1L << bit).SelectMany(power => new[] { power - 1, power, power + 1 }).Append(long.MaxValue))
        {
            Assert.Equal((UInt128)length, Read(Framing.VarintPrefixed(), length, bits: 7));
            Assert.Equal((UInt128)length, Read(Framing.LengthPrefixed(8, ByteOrder.LittleEndian), length, bits: 8));
        }

        static UInt128 Read(Framing framing, long length, int bits)
        {
            var header = new byte[framing.HeaderLength(length)];
            framing.WriteHeader(length, header);
            return header.Reverse().Aggregate((UInt128)0, (value, next) => (value << bits) + (UInt128)(next & ((1 << bits) - 1)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void A_fixed_length_gives_the_messages_back(int length) =>
        GivesBack(
            Framing.Fixed(length),
            Gen.Choose(0, length).Select(cut => new[] { cut, length - cut }).ToArbitrary().Array(),
            stream => FrameReader.Fixed(stream, length));

    /// <summary>Of two bytes only, so that a message often contains a delimiter, or ends in the beginning of one; and short slices, so
    /// that it often lies across several.</summary>
    [Fact]
    public void A_message_is_framed_by_a_delimiter_exactly_if_a_reader_gets_it_back() =>
        Prop.ForAll(Bits(1, 5), Bits(0, 12), Cuts(), (delimiter, message, cuts) =>
        {
            var framing = Framing.Delimited(delimiter);
            var read = FrameReader.Delimited([.. message, .. delimiter], delimiter);
            var fits = read.Count == 1 && read[0].SequenceEqual(message);

            Assert.Equal(fits, framing.Refuses(message.AsSpan()) is null);
            Assert.Equal(fits, framing.Refuses(Cut(message, cuts)) is null);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void A_delimiter_longer_than_what_the_stack_holds_is_found_as_well() =>
        Prop.ForAll(Gen.Choose(66, 200).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), Cuts(), (length, at, cuts) =>
        {
            var delimiter = Pattern.Bytes(length, start: 5000);
            var message = Pattern.Bytes(1200);
            delimiter.CopyTo(message, at);

            Assert.NotNull(Framing.Delimited(delimiter).Refuses(Cut(message, cuts)));
            message[at + length - 1]++;
            Assert.Null(Framing.Delimited(delimiter).Refuses(Cut(message, cuts)));
            return true;
        }).Check(Thorough);

    private static readonly int[] EdgeLengths =
        [0, 1, 127, 128, 255, 256, 16_383, 16_384, 65_535, 65_536, 2_097_151, 2_097_152];

    private static void GivesBack(Framing framing, Arbitrary<int[][]> messages, Func<byte[], List<byte[]>> read) =>
        Prop.ForAll(messages, sizes =>
        {
            var written = new ArrayBufferWriter<byte>();
            var scant = new ScantWriter();
            var framed = new List<byte>();
            var sent = sizes.Select(Slices).ToList();
            foreach (var message in sent)
            {
                framing.Write(message, written);
                framing.Write(message, scant);
                framed.AddRange(framing.Frame(message).ToArray());
            }

            Assert.Equal(sent.Select(message => message.ToArray()), read(written.WrittenSpan.ToArray()));
            Assert.Equal(written.WrittenSpan, scant.Written);
            Assert.Equal(written.WrittenSpan, framed.ToArray());
            return true;
        }).Check(Thorough);

    /// <summary>Messages of up to three slices, and together up to <paramref name="longest"/> bytes.</summary>
    private static Arbitrary<int[][]> Messages(int longest) =>
        Gen.Choose(0, longest / 3).ToArbitrary().Generator.ArrayOf().Select(sizes => sizes.Take(3).ToArray()).ToArbitrary().Array();

    private static BufferSequence Slices(int[] sizes) =>
        BufferSequence.Of([.. sizes.Select((size, i) => (ReadOnlyMemory<byte>)Pattern.Bytes(size, start: i * 1000))]);

    private static Arbitrary<byte[]> Bits(int least, int most) =>
        Gen.Choose(least, most).SelectMany(length => Gen.Choose(0, 1).Select(bit => (byte)bit).ArrayOf(length)).ToArbitrary();

    private static Arbitrary<int[]> Cuts() => Gen.Choose(1, 4).ToArbitrary().Array();

    private static BufferSequence Cut(byte[] message, int[] cuts)
    {
        var slices = new List<ReadOnlyMemory<byte>>();
        var rest = message.AsMemory();
        foreach (var cut in cuts)
        {
            var size = Math.Min(cut, rest.Length);
            slices.Add(rest[..size]);
            rest = rest[size..];
        }

        return BufferSequence.Of([.. slices, rest]);
    }
}
