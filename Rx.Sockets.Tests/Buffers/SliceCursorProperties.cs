using FsCheck;
using FsCheck.Fluent;
using Rx.Sockets.Buffers;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Buffers;

public class SliceCursorProperties
{
    [Fact]
    public void Any_split_of_any_slices_yields_every_byte_once_and_in_order() =>
        Prop.ForAll(Sizes(9), Sizes(20), (slices, steps) =>
        {
            var list = Make(slices);
            var cursor = new SliceCursor(list);
            var taken = new List<byte>();
            foreach (var step in steps.Append(int.MaxValue))
            {
                var bytes = Bytes(cursor.Unsent);
                Assert.Equal(bytes, cursor.Rest.SelectMany(slice => slice.ToArray()));
                var advance = Math.Min(step, bytes.Count);
                taken.AddRange(bytes.Take(advance));
                cursor.Advance(advance);
            }

            Assert.Equal(Pattern.Bytes((int)list.Length), taken);
            Assert.Empty(cursor.Rest);
            Assert.Equal(list.Length, cursor.Length);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Unsent_never_begins_with_an_empty_piece_while_bytes_are_left() =>
        Prop.ForAll(Sizes(9), slices =>
        {
            var list = Make(slices);
            var cursor = new SliceCursor(list);
            for (var at = 0; at < list.Length; at++)
            {
                Assert.False(cursor.Unsent.First.IsEmpty);
                cursor.Advance(1);
            }

            Assert.True(cursor.Unsent.First.IsEmpty);
            return true;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void The_first_bytes_of_what_is_left_are_so_many_and_the_first() =>
        Prop.ForAll(Sizes(9), Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (slices, skip, most) =>
        {
            var cursor = new SliceCursor(Make(slices));
            cursor.Advance(Math.Min(skip, cursor.Length));
            Assert.Equal(Bytes(cursor.Unsent).Take(most), Bytes(cursor.UnsentUpTo(most)));
            Assert.Equal(Bytes(cursor.Unsent), Bytes(cursor.UnsentUpTo(long.MaxValue)));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Arbitrary<int[]> Sizes(int largest) => Gen.Choose(0, largest).ToArbitrary().Array();

    private static SliceList Make(int[] sizes)
    {
        var slices = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        foreach (var size in sizes)
        {
            slices.Add(Pattern.Bytes(size, at));
            at += size;
        }

        return SliceList.Of(slices);
    }

    private static List<byte> Bytes(Unsent unsent)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < unsent.Count; i++)
            bytes.AddRange(unsent[i].ToArray());
        return bytes;
    }
}
