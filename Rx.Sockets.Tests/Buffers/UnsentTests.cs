using Rx.Sockets.Buffers;

namespace Rx.Sockets.Tests.Buffers;

public class UnsentTests
{
    [Fact]
    public void Single_piece_is_all_there_is()
    {
        var unsent = new Unsent(new byte[] { 1, 2 });
        Assert.Equal(1, unsent.Count);
        Assert.Equal([1, 2], unsent[0].ToArray());
        Assert.Equal([1, 2], unsent.First.ToArray());
    }

    [Fact]
    public void Pieces_behind_the_first_come_from_the_list()
    {
        var list = SliceList.Of([new byte[] { 1, 2 }, new byte[] { 3 }, new byte[] { 4 }]);
        var unsent = new Unsent(list[0][1..], list, 1);
        Assert.Equal(3, unsent.Count);
        Assert.Equal([2], unsent[0].ToArray());
        Assert.Equal([3], unsent[1].ToArray());
        Assert.Equal([4], unsent[2].ToArray());
    }

    [Fact]
    public void Last_piece_of_a_list_is_one_piece()
    {
        var list = SliceList.Of([new byte[] { 1 }]);
        Assert.Equal(1, new Unsent(list[0], list, 1).Count);
    }
}
