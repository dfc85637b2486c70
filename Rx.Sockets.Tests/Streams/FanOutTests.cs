using System.Net.Sockets;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>One stream to a set of sockets, in virtual time.</summary>
public sealed class FanOutTests
{
    private readonly FanOutRig _rig = new();

    [Fact]
    public void Every_socket_is_sent_every_message_in_order()
    {
        var sockets = new[] { _rig.Connect(), _rig.Connect(), _rig.Connect() };
        _rig.Begin();
        _rig.Say("one ", "two ", "three");
        Assert.All(sockets, socket => Assert.Equal("one two three", _rig.Got(socket)));
        Assert.Equal(new SendProgress(9, 39), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void A_message_is_framed_once_for_all()
    {
        var framing = new CountingFraming();
        for (var i = 0; i < 20; i++) _rig.Connect();
        _rig.Begin(new SendToOptions { Framing = framing });
        _rig.Say("a", "b");
        Assert.Equal(2, framing.Frames);
    }

    [Fact]
    public void A_message_goes_out_on_the_stack_of_OnNext()
    {
        var socket = _rig.Connect();
        _rig.Begin();
        _rig.Source.OnNext(BufferSequence.Of("now"));
        Assert.Equal("now", _rig.Got(socket));
    }

    [Fact]
    public void A_stalled_socket_delays_nobody_and_is_sent_what_it_missed_when_it_reads()
    {
        var stalled = _rig.Connect(window: 2);
        var other = _rig.Connect();
        _rig.Begin();
        _rig.Say("abc", "def");
        Assert.Equal("abcdef", _rig.Got(other));
        Assert.Equal("ab", _rig.Got(stalled));
        Assert.Equal(new SendProgress(2, 6, QueuedMessages: 2, QueuedBytes: 6), _rig.Counts.Values[^1]);
        stalled.Peer.Read(100);
        _rig.Run();
        Assert.Equal("abcdef", _rig.Got(stalled));
        Assert.Equal(new SendProgress(4, 12), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void One_that_is_added_is_sent_what_comes_after()
    {
        _rig.Connect();
        _rig.Begin();
        _rig.Say("before ");
        var late = _rig.Connect();
        _rig.Say("after");
        Assert.Equal("after", _rig.Got(late));
    }

    [Fact]
    public void One_that_is_removed_ends_at_a_message_and_departs_with_its_counts()
    {
        var slow = _rig.Connect(window: 1);
        _rig.Connect();
        _rig.Begin();
        _rig.Say("abc");
        _rig.Say("def");
        Assert.True(_rig.Set.Remove(slow));
        Assert.False(_rig.Set.Remove(slow));
        _rig.Say("ghi");
        slow.Peer.Read(100);
        _rig.Run();
        Assert.Equal("abc", _rig.Got(slow));
        Assert.Equal([new SocketDeparture(slow, new SendProgress(1, 3, Dropped: 1), null)], _rig.Departures);
        Assert.Equal(RxSocketState.Usable, slow.State);
        Assert.Equal(new SendProgress(4, 12, Dropped: 1), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void A_stream_that_is_over_has_no_say_in_who_may_be_added()
    {
        _rig.Begin();
        Assert.Throws<ArgumentException>(() => _rig.Connect(overflow: Overflow.Wait));
        _rig.Source.OnCompleted();
        _rig.Connect(overflow: Overflow.Wait);
    }

    [Fact]
    public void One_that_is_removed_departs_also_while_the_stream_ends()
    {
        var slow = _rig.Connect(window: 1);
        _rig.Begin();
        _rig.Say("abc");
        _rig.Source.OnCompleted();
        _rig.Set.Remove(slow);
        slow.Peer.Read(100);
        _rig.Run();
        Assert.Equal([new SocketDeparture(slow, new SendProgress(1, 3), null)], _rig.Departures);
        Assert.True(_rig.Counts.IsCompleted);
    }

    [Fact]
    public void One_that_is_removed_before_its_first_message_is_sent_nothing()
    {
        var gone = _rig.Connect();
        _rig.Begin();
        _rig.Set.Remove(gone);
        _rig.Say("abc");
        Assert.Equal("", _rig.Got(gone));
        Assert.Empty(_rig.Departures);
    }

    [Fact]
    public void One_that_fails_departs_with_its_error_and_the_others_go_on()
    {
        var broken = _rig.Connect();
        var other = _rig.Connect();
        _rig.Begin();
        _rig.Say("abc");
        broken.Peer.Reset();
        _rig.Say("def", "ghi");
        var departure = Assert.Single(_rig.Departures);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SendException>(departure.Error).SocketErrorCode);
        Assert.Equal((1, 1), (departure.Progress.Messages, departure.Progress.Dropped));
        Assert.Equal("abcdefghi", _rig.Got(other));
        Assert.Equal([other], _rig.Set);
    }

    [Fact]
    public void It_completes_when_the_source_has_and_all_is_out_everywhere()
    {
        var slow = _rig.Connect(window: 1);
        _rig.Connect();
        _rig.Begin();
        _rig.Say("abc");
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.False(_rig.Counts.IsCompleted);
        slow.Peer.Read(100);
        _rig.Run();
        Assert.True(_rig.Counts.IsCompleted);
        Assert.Equal(new SendProgress(2, 6), Assert.Single(_rig.Settled));
        Assert.Empty(_rig.Departures);
    }

    [Fact]
    public void The_error_of_the_source_comes_after_what_it_handed_over()
    {
        var socket = _rig.Connect();
        _rig.Begin();
        _rig.Source.OnNext(BufferSequence.Of("abc"));
        _rig.Source.OnError(new FormatException());
        _rig.Run();
        Assert.Equal("abc", _rig.Got(socket));
        Assert.IsType<FormatException>(_rig.Counts.Error);
        Assert.Equal(new SendProgress(1, 3), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void A_message_that_is_refused_ends_it_after_what_came_before()
    {
        var slow = _rig.Connect(window: 1);
        _rig.Begin(new SendToOptions { Framing = Framing.LengthPrefixed(1) });
        _rig.Say("abc");
        _rig.Source.OnNext(new byte[256]);
        Assert.False(_rig.Source.HasObservers);
        _rig.Run();
        Assert.False(_rig.Counts.Ended.IsCompleted);
        slow.Peer.Read(100);
        _rig.Run();
        Assert.Equal("\u0003abc", _rig.Got(slow));
        Assert.IsType<FrameException>(_rig.Counts.Error);
        Assert.Equal(new SendProgress(1, 4), Assert.Single(_rig.Settled));
    }

    [Fact]
    public void So_does_null()
    {
        var socket = _rig.Connect();
        var source = new System.Reactive.Subjects.Subject<byte[]>();
        _rig.Begin(null, options => source.SendTo(_rig.Set, options));
        source.OnNext([1]);
        source.OnNext(null!);
        _rig.Run();
        Assert.IsType<ArgumentNullException>(_rig.Counts.Error);
        Assert.Equal(1, socket.BytesTransferred);
    }

    [Fact]
    public void To_nobody_it_completes_all_the_same()
    {
        _rig.Begin();
        _rig.Say("abc");
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.True(_rig.Counts.IsCompleted);
        Assert.Equal(default, Assert.Single(_rig.Settled));
    }

    [Fact]
    public void Leaving_at_Total_ends_each_socket_at_a_message()
    {
        var slow = _rig.Connect(window: 5);
        var other = _rig.Connect();
        _rig.Begin(new SendToOptions { Framing = Framing.LengthPrefixed(1) });
        _rig.Say("abc", "def", "ghi");
        _rig.Leave();
        slow.Peer.Read(100);
        _rig.Run();
        Assert.Equal("\u0003abc\u0003def", _rig.Got(slow));
        Assert.Equal("\u0003abc\u0003def\u0003ghi", _rig.Got(other));
        Assert.Equal(new SendProgress(5, 20, Dropped: 1), Assert.Single(_rig.Settled));
    }

    [Theory]
    [InlineData(CancellationLevel.Partial, RxSocketState.Usable)]
    [InlineData(CancellationLevel.Terminal, RxSocketState.OnlyClosable)]
    public void Leaving_at_another_level_stops_each_socket_where_it_is(CancellationLevel level, RxSocketState state)
    {
        var slow = _rig.Connect(window: 2);
        _rig.Begin(new SendToOptions { OnUnsubscribe = level });
        _rig.Say("abc");
        _rig.Leave();
        slow.Peer.Read(100);
        _rig.Run();
        Assert.Equal("ab", _rig.Got(slow));
        Assert.Equal(state, slow.State);
        Assert.Equal(new SendProgress(0, 2, Dropped: 1), Assert.Single(_rig.Settled));
    }

    [Fact]
    public void Two_streams_may_share_a_set()
    {
        var socket = _rig.Connect();
        _rig.Begin();
        var second = _rig.BeginAnother();
        _rig.Say("a");
        second.OnNext(BufferSequence.Of("b"));
        _rig.Run();
        Assert.Equal("ab", _rig.Got(socket));
    }

    [Fact]
    public void A_policy_that_waits_is_refused()
    {
        using var socket = new VirtualSocket(_rig.Scheduler);
        Assert.Throws<ArgumentException>("overflow", () => _rig.Set.Add(socket, Overflow.Block));
        Assert.Throws<ArgumentException>("options", () => _rig.Source.SendTo(_rig.Set, new SendToOptions { Overflow = Overflow.Wait }));
        Assert.Throws<ArgumentException>("options", () => _rig.Source.SendTo(_rig.Set, new SendToOptions { Overflow = Overflow.Block }));
        _rig.Begin();
        Assert.Throws<ArgumentException>("overflow", () => _rig.Set.Add(socket, Overflow.Wait));
        Assert.DoesNotContain(socket, _rig.Set);
    }

    [Fact]
    public void A_stream_that_cannot_wait_ends_at_once_where_a_socket_is_to_be_waited_for()
    {
        _rig.Connect(overflow: Overflow.Wait);
        _rig.Begin();
        _rig.Run();
        Assert.IsType<ArgumentException>(_rig.Counts.Error);
        Assert.False(_rig.Source.HasObservers);
    }

    [Fact]
    public void Keys_of_another_stream_are_refused()
    {
        _rig.Begin(new SendToOptions { Overflow = Overflow.DropOldest });
        Assert.Throws<ArgumentException>("overflow", () => _rig.Connect(overflow: Overflow.Latest()));
    }
}
