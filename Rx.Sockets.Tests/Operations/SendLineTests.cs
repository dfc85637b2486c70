using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class SendLineTests
{
    private const int Here = 1;
    private const int Elsewhere = 2;

    private readonly SendLine _line = new();
    private readonly SendOperation _torn = Sends.New();
    private readonly SendOperation _a = Sends.New();
    private readonly SendOperation _b = Sends.New();
    private readonly SendOperation _c = Sends.New();

    [Fact]
    public void New_line_is_idle()
    {
        Assert.True(_line.IsIdle);
        Assert.False(_line.HasNext);
        Assert.Null(_line.StartNext());
    }

    [Fact]
    public void Sends_start_in_the_order_of_their_coming_one_at_a_time()
    {
        Add(Here, _a, _b);
        Assert.Same(_a, _line.StartNext());
        Assert.Equal(SendPhase.Running, _a.State.Phase);
        Assert.Same(_a, _line.Running);
        Assert.False(_line.HasNext);
        Assert.Null(_line.StartNext());

        _line.Finish();

        Assert.Same(_b, _line.StartNext());
        _line.Finish();
        Assert.True(_line.IsIdle);
    }

    [Fact]
    public void Removed_from_the_middle_the_others_keep_their_order()
    {
        Add(Here, _a, _b, _c);
        _line.Remove(_b);
        AssertWaiting(_a, _c);
    }

    [Fact]
    public void Torn_write_keeps_its_place_before_its_delivery()
    {
        Add(Here, _a);
        _line.Hold(_torn);
        Assert.False(_line.HasNext);
        Assert.False(_line.IsIdle);
        Add(Here, _b); // nobody delivers yet: no resuming
        AssertWaiting(_a, _b);
    }

    [Fact]
    public void Resumed_sends_stand_at_the_head_in_their_own_order()
    {
        Add(Here, _a);
        var hold = Deliver();
        Add(Here, _b, _c);
        AssertWaiting(_b, _c, _a);

        _line.EndDelivery(hold, delivered: true);

        AssertWaiting(_b, _c, _a);
        Assert.Same(_b, _line.StartNext());
    }

    [Fact]
    public void Resumed_send_may_start_during_the_delivery_and_others_may_not()
    {
        Add(Here, _a);
        Deliver();
        Add(Here, _b);
        Assert.Same(_b, _line.StartNext());
        _line.Finish();
        Assert.False(_line.HasNext);
        Add(Here, _c);
        AssertWaiting(_c, _a);
    }

    [Fact]
    public void Send_of_another_thread_during_the_delivery_goes_to_the_end()
    {
        Add(Here, _a);
        Deliver();
        Add(Elsewhere, _b);
        Add(Here, _c);
        AssertWaiting(_c, _a, _b);
    }

    [Fact]
    public void Delivery_that_nobody_resumes_lets_the_next_one_start()
    {
        Add(Here, _a);
        _line.EndDelivery(Deliver(), delivered: true);
        Assert.Same(_a, _line.StartNext());
    }

    [Fact]
    public void Delivery_with_nobody_there_keeps_the_place_and_ends_resuming()
    {
        Add(Here, _a);
        _line.EndDelivery(Deliver(), delivered: false);
        Assert.False(_line.HasNext);
        Add(Here, _b);
        AssertWaiting(_a, _b);
        var again = _line.BeginDelivery(_torn, Here);
        Add(Here, _c);
        AssertWaiting(_c, _a, _b);
        _line.EndDelivery(again, delivered: true);
        Assert.True(_line.HasNext);
    }

    [Fact]
    public void Delivery_of_another_send_holds_and_releases_nothing()
    {
        _line.Hold(_torn);
        Add(Here, _a);
        Assert.Equal(0, _line.BeginDelivery(_b, Here));
        _line.EndDelivery(0, delivered: true);
        Assert.False(_line.HasNext);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Resumed_send_that_is_removed_leaves_the_next_resumed_one_in_place(int removed)
    {
        var waiting = Sends.New();
        var late = Sends.New();
        Add(Here, waiting);
        Deliver();
        SendOperation[] resumed = [_a, _b, _c];
        Add(Here, resumed);
        _line.Remove(resumed[removed]);
        Add(Here, late);
        AssertWaiting([.. resumed.Where((_, i) => i != removed), late, waiting]);
    }

    [Fact]
    public void All_resumed_ones_removed_hold_the_line_again()
    {
        Add(Here, _a);
        Deliver();
        Add(Here, _b, _c);
        _line.Remove(_c);
        _line.Remove(_b);
        Assert.False(_line.HasNext);
    }

    [Fact]
    public void Resumed_write_torn_during_the_delivery_takes_the_hold_over()
    {
        Add(Here, _a);
        var first = Deliver();
        Add(Here, _b);
        Assert.Same(_b, _line.StartNext());
        _line.Finish();
        _line.Hold(_b);
        Add(Here, _c); // still on the stack of the first delivery, whose frame was continued by another
        AssertWaiting(_a, _c);

        _line.EndDelivery(first, delivered: true);
        Assert.False(_line.HasNext);

        _line.EndDelivery(_line.BeginDelivery(_b, Here), delivered: true);
        Assert.Same(_a, _line.StartNext());
    }

    [Fact]
    public void Polled_outcome_drops_its_hold_and_no_other()
    {
        Add(Here, _a);
        _line.Hold(_torn);
        _line.DropHold(_b);
        Assert.False(_line.HasNext);
        _line.DropHold(_torn);
        Assert.True(_line.HasNext);
    }

    [Fact]
    public void Outcome_polled_during_its_delivery_keeps_the_hold_until_the_end()
    {
        Add(Here, _a);
        var hold = Deliver();
        _line.DropHold(_torn);
        Assert.False(_line.HasNext);
        _line.EndDelivery(hold, delivered: true);
        Assert.True(_line.HasNext);
    }

    [Fact]
    public void End_of_a_delivery_whose_hold_is_gone_changes_nothing()
    {
        var hold = Deliver();
        _line.Release();
        Assert.True(_line.IsIdle);
        _line.EndDelivery(hold, delivered: true);
        Assert.True(_line.IsIdle);
    }

    private int Deliver()
    {
        _line.Hold(_torn);
        return _line.BeginDelivery(_torn, Here);
    }

    private void Add(int thread, params SendOperation[] sends)
    {
        foreach (var send in sends)
            _line.Add(send, thread);
    }

    private void AssertWaiting(params SendOperation[] expected)
    {
        var waiting = new List<SendOperation>();
        for (var at = _line.FirstWaiting; at is not null; at = at.Next)
            waiting.Add(at);
        Assert.Equal(expected, waiting);
    }
}
