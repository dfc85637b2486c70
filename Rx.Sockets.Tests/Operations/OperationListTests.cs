using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class OperationListTests
{
    private readonly SendOperation _a = Sends.New();
    private readonly SendOperation _b = Sends.New();
    private readonly SendOperation _c = Sends.New();
    private OperationList _list;

    [Fact]
    public void New_list_is_empty()
    {
        Assert.Null(_list.First);
        Assert.Null(_list.TakeFirst());
    }

    [Fact]
    public void Add_keeps_the_order()
    {
        Fill();
        AssertHolds(_a, _b, _c);
        Assert.Same(_a, _list.TakeFirst());
        AssertHolds(_b, _c);
    }

    [Fact]
    public void Insert_after_null_is_the_head()
    {
        _list.Add(_b);
        _list.InsertAfter(null, _a);
        AssertHolds(_a, _b);
    }

    [Fact]
    public void Insert_after_the_last_becomes_the_last()
    {
        _list.Add(_a);
        _list.InsertAfter(_a, _b);
        _list.Add(_c);
        AssertHolds(_a, _b, _c);
    }

    [Fact]
    public void Insert_between_two_links_both_ways()
    {
        _list.Add(_a);
        _list.Add(_c);
        _list.InsertAfter(_a, _b);
        AssertHolds(_a, _b, _c);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Remove_at_any_place_leaves_the_others_and_frees_the_links(int place)
    {
        Fill();
        SendOperation[] all = [_a, _b, _c];
        _list.Remove(all[place]);
        AssertHolds([.. all.Where((_, i) => i != place)]);
        Assert.Null(all[place].Next);
        Assert.Null(all[place].Previous);
        _list.Add(all[place]);
        Assert.Equal(3, Held().Count);
        Assert.Same(all[place], Held()[^1]);
    }

    [Fact]
    public void List_that_was_emptied_can_be_used_again()
    {
        Fill();
        while (_list.TakeFirst() is not null)
        {
        }

        _list.Add(_b);
        AssertHolds(_b);
    }

    private void Fill()
    {
        _list.Add(_a);
        _list.Add(_b);
        _list.Add(_c);
    }

    private List<SendOperation> Held()
    {
        var held = new List<SendOperation>();
        for (var at = _list.First; at is not null; at = at.Next)
        {
            Assert.Same(held.LastOrDefault(), at.Previous);
            held.Add(at);
        }

        return held;
    }

    private void AssertHolds(params SendOperation[] expected) => Assert.Equal(expected, Held());
}
