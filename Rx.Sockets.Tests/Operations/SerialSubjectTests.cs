using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class SerialSubjectTests
{
    private readonly SerialSubject<int> _subject = new();
    private readonly Recorder<int> _observer = new();

    [Fact]
    public void Enqueue_delivers_nothing_by_itself()
    {
        _subject.Subscribe(_observer);
        _subject.Enqueue(1);
        Assert.Equal(0, _observer.Calls);
        _subject.Execute();
        Assert.Equal([1], _observer.Values);
    }

    [Fact]
    public void Values_come_in_order_to_every_observer()
    {
        var second = new Recorder<int>();
        _subject.Subscribe(_observer);
        _subject.Subscribe(second);
        Deliver(1, 2, 3);
        Assert.Equal([1, 2, 3], _observer.Values);
        Assert.Equal([1, 2, 3], second.Values);
    }

    [Fact]
    public void Value_enqueued_and_drained_inside_a_handler_comes_after_the_present_one()
    {
        var heard = new List<string>();
        _subject.Subscribe(System.Reactive.Observer.Create<int>(value =>
        {
            heard.Add($"begin {value}");
            if (value == 1) Deliver(2);
            heard.Add($"end {value}");
        }));
        Deliver(1);
        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2"], heard);
    }

    [Fact]
    public void Late_observer_does_not_hear_what_was()
    {
        Deliver(1);
        _subject.Subscribe(_observer);
        Deliver(2);
        Assert.Equal([2], _observer.Values);
    }

    [Fact]
    public void Observer_who_left_hears_nothing_more_and_leaving_twice_is_harmless()
    {
        var subscription = _subject.Subscribe(_observer);
        Deliver(1);
        subscription.Dispose();
        subscription.Dispose();
        Deliver(2);
        Assert.Equal([1], _observer.Values);
    }

    [Fact]
    public void Observer_subscribed_twice_leaves_once_at_a_time()
    {
        var first = _subject.Subscribe(_observer);
        _subject.Subscribe(_observer);
        first.Dispose();
        first.Dispose();
        Deliver(1);
        Assert.Equal([1], _observer.Values);
    }

    [Fact]
    public void Observer_that_throws_spoils_nothing_for_the_others()
    {
        _subject.Subscribe(System.Reactive.Observer.Create<int>(value => throw new FormatException($"{value}")));
        _subject.Subscribe(_observer);
        _subject.Enqueue(1);
        _subject.Enqueue(2);
        Assert.Equal("1", Assert.Throws<FormatException>(_subject.Execute).Message);
        Assert.Equal([1, 2], _observer.Values);
        Deliver(); // nothing is left over, and the subject still works
        Assert.Equal(2, _observer.Calls);
    }

    [Fact]
    public void Completion_comes_after_the_values_in_line_and_once()
    {
        _subject.Subscribe(_observer);
        _subject.Enqueue(1);
        _subject.Complete();
        _subject.Enqueue(2);
        Assert.False(_observer.IsCompleted);
        Deliver();
        Deliver();
        Assert.Equal([1], _observer.Values);
        Assert.True(_observer.IsCompleted);
        Assert.Equal(2, _observer.Calls);
    }

    [Fact]
    public void Subscriber_after_completion_hears_only_that()
    {
        _subject.Complete();
        Deliver();
        _subject.Subscribe(_observer).Dispose();
        Assert.True(_observer.IsCompleted);
        Assert.Equal(1, _observer.Calls);
    }

    [Fact]
    public void Subscriber_between_complete_and_its_delivery_hears_it_with_the_others()
    {
        _subject.Complete();
        _subject.Subscribe(_observer);
        Assert.Equal(0, _observer.Calls);
        Deliver();
        Assert.True(_observer.IsCompleted);
    }

    [Fact]
    public void Null_observer_is_refused() => Assert.Throws<ArgumentNullException>(() => _subject.Subscribe(null!));

    private void Deliver(params int[] values)
    {
        foreach (var value in values)
            _subject.Enqueue(value);
        _subject.Execute();
    }
}
