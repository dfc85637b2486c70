using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>What becomes of a socket that is too slow, while another is not. Capacity: six bytes, two messages.</summary>
public sealed class FanOutPolicyTests
{
    private readonly FanOutRig _rig = new();

    [Theory]
    [InlineData(4)] // met by whoever sweeps, when the socket has no room
    [InlineData(100)] // met by whoever sends
    public void A_comparer_that_throws_ends_the_stream_for_the_socket_that_is_behind(int capacity)
    {
        var comparer = EqualityComparer<int>.Create(static (_, _) => throw new InvalidTimeZoneException(), static _ => 0);
        var (behind, other) = (_rig.Connect(window: 1), _rig.Connect());
        _rig.Begin(new SendToOptions { Overflow = Overflow.Latest(static message => 0, comparer), Capacity = capacity });
        _rig.Say("a1", "b", "c", "d");
        behind.Peer.Read(100);
        _rig.Say("e");

        Assert.Equal("a1bcde", _rig.Got(other));
        var left = Assert.Single(_rig.Departures);
        Assert.Same(behind, left.Socket);
        Assert.IsType<InvalidTimeZoneException>(left.Error);
    }

    [Fact]
    public void DropOldest_keeps_the_newest()
    {
        var slow = Slow(Overflow.DropOldest, "aaa", "bbb", "ccc", "ddd");
        Assert.Equal("aaaddd", Catch(slow));
        Assert.Equal(new SendProgress(6, 18, Dropped: 2), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void DropNewest_keeps_the_oldest()
    {
        var slow = Slow(Overflow.DropNewest, "aaa", "bbb", "ccc", "ddd");
        Assert.Equal("aaabbb", Catch(slow));
        Assert.Equal(new SendProgress(6, 18, Dropped: 2), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void DropNewest_takes_again_what_comes_when_there_is_room()
    {
        var slow = Slow(Overflow.DropNewest, "aaa", "bbb", "ccc");
        slow.Peer.Read(4);
        _rig.Run();
        _rig.Say("ddd");
        _rig.Say("eee");
        Assert.Equal("aaabbbddd", Catch(slow)[..9]);
    }

    [Fact]
    public void Latest_keeps_the_newest_of_each_key()
    {
        var slow = Slow(Overflow.Latest(message => message.ToArray()[0]), capacity: 9, "a01", "b02", "a03", "b04", "a05");
        Assert.Equal("a01b04a05", Catch(slow));
        Assert.Equal(new SendProgress(8, 24, Conflated: 2), _rig.Counts.Values[^1]);
    }

    [Fact]
    public void Fail_lets_the_slow_one_depart_at_a_message()
    {
        var slow = Slow(Overflow.Fail, "aaa", "bbb", "ccc", "ddd");
        Assert.Equal("aaa", Catch(slow));
        var departure = Assert.Single(_rig.Departures);
        Assert.IsType<SendOverflowException>(departure.Error);
        Assert.Equal((1, RxSocketState.Usable), (departure.Progress.Messages, slow.State));
    }

    [Fact]
    public void Disconnect_closes_the_slow_one()
    {
        var slow = Slow(Overflow.Disconnect, "aaa", "bbb", "ccc");
        Assert.Equal(RxSocketState.Closed, slow.State);
        Assert.True(slow.Peer.HasEnded);
        Assert.IsType<SendOverflowException>(Assert.Single(_rig.Departures).Error);
    }

    [Fact]
    public void Disconnect_leaves_alone_what_has_been_removed()
    {
        var slow = Slow(Overflow.Disconnect, "aaa", "bbb");
        _rig.Set.Remove(slow); // in the middle of a message, which is to go out whole
        _rig.Say("ccc");
        _rig.Say("ddd");
        _rig.Say("eee");
        Assert.Equal("aaa", Catch(slow));
        Assert.Equal(RxSocketState.Usable, slow.State);
    }

    [Fact]
    public void A_socket_may_have_a_policy_of_its_own()
    {
        var slow = _rig.Connect(window: 1, Overflow.DropOldest);
        var strict = _rig.Connect(window: 1);
        _rig.Begin(new SendToOptions { Capacity = 6, Overflow = Overflow.Disconnect });
        foreach (var message in new[] { "aaa", "bbb", "ccc", "ddd" }) _rig.Say(message);
        Assert.Equal(RxSocketState.Closed, strict.State);
        Assert.Equal("aaaddd", Catch(slow));
    }

    private VirtualSocket Slow(Overflow overflow, params string[] messages) => Slow(overflow, capacity: 6, messages);

    private VirtualSocket Slow(Overflow overflow, long capacity, params string[] messages)
    {
        var slow = _rig.Connect(window: 1);
        var other = _rig.Connect();
        _rig.Begin(new SendToOptions { Capacity = capacity, Overflow = overflow });
        foreach (var message in messages) _rig.Say(message);
        Assert.Equal(string.Concat(messages), _rig.Got(other));
        return slow;
    }

    private string Catch(VirtualSocket slow)
    {
        slow.Peer.Read(100);
        _rig.Run();
        return _rig.Got(slow);
    }
}
