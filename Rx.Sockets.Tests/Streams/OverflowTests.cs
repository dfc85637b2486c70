using System.Reactive.Linq;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Each policy by name, with exact counts: a peer that takes nothing, and room for ten bytes.</summary>
public sealed class OverflowTests
{
    private const long Capacity = 10;

    [Fact]
    public void Fail_ends_the_stream_and_the_message_under_way_goes_out_whole()
    {
        var scene = Scene(Overflow.Fail, window: 1);

        scene.Send("0000", "1111", "2222", "3333");
        Assert.Equal(3, scene.Accepted);
        scene.Tell();
        Assert.False(scene.HasSettled);
        scene.Read(100);

        Assert.Equal("0000", scene.Sent);
        Assert.Equal(new SendProgress(1, 4, Dropped: 2), scene.Last);
        var error = Assert.IsType<SendOverflowException>(scene.Heard.Error);
        Assert.Equal((4, Capacity), (error.Length, error.Capacity));
        Assert.Equal(RxSocketState.Usable, scene.Socket.State);
        scene.CheckSums();
    }

    [Fact]
    public void Fail_is_the_default_and_drops_a_message_that_has_not_begun()
    {
        var scene = Scene(null, window: 0);

        scene.Send("0000", "1111", "2222");
        scene.Tell();

        Assert.Equal(new SendProgress(0, 0, Dropped: 3), scene.Last);
        Assert.IsType<SendOverflowException>(scene.Heard.Error);
    }

    [Fact]
    public void DropNewest_drops_what_does_not_fit()
    {
        var scene = Scene(Overflow.DropNewest, window: 1);

        scene.Send("0000", "1111", "2222", "33", "4");
        scene.Read(100);
        scene.Send("5555");

        Assert.Equal("00001111335555", scene.Sent);
        scene.CheckSums();
        Assert.Equal(new SendProgress(4, 14, Dropped: 2), scene.Heard.Values[^1]);
    }

    [Fact]
    public void DropOldest_drops_what_has_waited_longest_but_nothing_that_has_begun()
    {
        var scene = Scene(Overflow.DropOldest, window: 1);

        scene.Send("0000", "1111", "2222", "3333", "44");
        scene.Read(100);

        Assert.Equal("0000333344", scene.Sent);
        scene.CheckSums();
        Assert.Equal(new SendProgress(3, 10, Dropped: 2), scene.Heard.Values[^1]);
    }

    [Fact]
    public void DropOldest_gives_lent_memory_back_at_once_whatever_is_under_way()
    {
        var scene = new StreamScene(window: 1, new SendToOptions { Overflow = Overflow.DropOldest, Capacity = Capacity, CopyUpTo = 2 });

        scene.Send("0000", "1111", "2222", "3333");
        scene.Tell();

        Assert.Equal(["1111", "2222"], scene.Released);
    }

    [Fact]
    public void Latest_sends_the_newest_of_each_key_and_drops_the_oldest_only_beyond_that()
    {
        var scene = Scene(Overflow.Latest(message => message.First(1).ToArray()[0]), window: 1);

        scene.Send("a1", "a2", "b1", "a3", "b2", "c1", "d1"); // a1 is under way
        scene.Send("e1", "f1"); // no room for five keys beside it
        scene.Read(100);

        Assert.Equal("a1c1d1e1f1", scene.Sent);
        scene.CheckSums();
        Assert.Equal(new SendProgress(5, 10, Dropped: 2, Conflated: 2), scene.Heard.Values[^1]);
    }

    [Fact]
    public void Latest_without_a_key_sends_the_newest()
    {
        var scene = Scene(Overflow.Latest(), window: 1);

        scene.Send("a1", "a2", "b1", "a3", "b2", "c1", "d1");
        scene.Read(100);

        Assert.Equal("a1d1", scene.Sent);
        scene.CheckSums();
        Assert.Equal(new SendProgress(2, 4, Conflated: 5), scene.Heard.Values[^1]);
    }

    [Fact]
    public void Disconnect_disposes_the_socket()
    {
        var scene = Scene(Overflow.Disconnect, window: 1);

        scene.Send("0000", "1111", "2222");
        scene.Tell();

        Assert.Equal(new SendProgress(0, 1, Dropped: 3), scene.Last);
        Assert.IsType<SendOverflowException>(scene.Heard.Error);
        Assert.Equal(RxSocketState.Closed, scene.Socket.State);
        Assert.True(scene.Socket.Peer.HasEnded);
        scene.CheckSums();
    }

    [Fact]
    public void Block_in_virtual_time_fails_instead_of_waiting_for_ever()
    {
        var scene = Scene(Overflow.Block, window: 1);

        scene.Send("0000", "1111", "2222");
        scene.Tell();
        Assert.False(scene.HasSettled);
        scene.Read(100);

        Assert.Equal("00001111", scene.Sent);
        Assert.IsType<InvalidOperationException>(scene.Heard.Error);
        scene.CheckSums();
    }

    [Fact]
    public void A_message_longer_than_the_capacity_is_taken_when_nothing_else_waits()
    {
        var scene = Scene(Overflow.DropNewest, window: 1);

        scene.Send("0123456789abcdef", "1", "2");
        scene.Read(100);
        scene.Send("0123456789abcdef");

        Assert.Equal("0123456789abcdef0123456789abcdef", scene.Sent);
        scene.CheckSums();
    }

    [Fact]
    public void Wait_is_refused()
    {
        var scene = Scene(null, window: 1);

        Assert.Throws<ArgumentException>(() => scene.Source.SendTo(scene.Socket, new SendToOptions { Overflow = Overflow.Wait }));
    }

    /// <summary>A message each millisecond, and a peer that takes one of four, and nothing for long times: a minute of it.</summary>
    [Theory]
    [InlineData("Fail")]
    [InlineData("DropNewest")]
    [InlineData("DropOldest")]
    [InlineData("Latest")]
    [InlineData("Disconnect")]
    public void A_source_that_outruns_its_policy_for_a_minute_is_bounded_and_every_message_counted(string name)
    {
        var random = new Random(1);
        Overflow[] policies = [Overflow.Fail, Overflow.DropNewest, Overflow.DropOldest, Overflow.Disconnect, Overflow.Latest(message => message.Length % 30)];
        var policy = policies.Single(policy => policy.ToString() == name);
        var options = new SendToOptions { Overflow = policy, Capacity = 5000, Framing = Framing.LengthPrefixed(2) };
        var scene = new StreamScene(window: 1000, options);
        using var messages = Observable.Interval(TimeSpan.FromMilliseconds(1), scene.Scheduler).Subscribe(_ => scene.Send(new string('m', random.Next(400))));
        using var reads = Observable.Interval(TimeSpan.FromMilliseconds(4), scene.Scheduler)
            .Where(_ => scene.Scheduler.Clock / TimeSpan.TicksPerSecond % 10 < 7).Subscribe(_ => scene.Socket.Peer.Read(200));

        scene.Scheduler.AdvanceBy(TimeSpan.FromMinutes(1).Ticks);

        var most = scene.Heard.Values.Max(progress => progress.QueuedBytes);
        Assert.InRange(most, 0, 5000 + 402);
        var ends = name is "Fail" or "Disconnect";
        Assert.Equal(ends, scene.HasSettled);
        if (!ends) Assert.InRange(scene.Accepted, 59_000, 60_000);
        Assert.Equal(ends, scene.Heard.Error is SendOverflowException);
        scene.Leave();
        scene.Socket.Peer.Read(long.MaxValue / 2);
        scene.CheckSums();
        if (name != "Disconnect") Assert.Equal(scene.Last.Messages, FrameReader.Prefixed(System.Text.Encoding.Latin1.GetBytes(scene.Sent), 2, ByteOrder.BigEndian).Count);
    }

    /// <summary>No more messages wait than there may be bytes, or a source of empty ones would have no bounds.</summary>
    [Theory]
    [InlineData("DropNewest")]
    [InlineData("DropOldest")]
    [InlineData("Latest")]
    [InlineData("Fail")]
    public void Messages_without_a_byte_are_bounded(string name)
    {
        Overflow[] policies = [Overflow.Fail, Overflow.DropNewest, Overflow.DropOldest, Overflow.Latest()];
        var scene = Scene(policies.Single(policy => policy.ToString() == name), window: 1);

        scene.Send("0000");
        for (var i = 0; i < 100; i++)
            scene.Send("");
        scene.Tell();

        Assert.All(scene.Heard.Values, progress => Assert.InRange(progress.QueuedMessages, 1, Capacity));
        scene.Read(100);
        scene.CheckSums();
        var last = scene.Heard.Values[^1];
        Assert.Equal(name == "Latest", last.Conflated > 0);
        Assert.Equal(name is "DropNewest" or "DropOldest", last.Dropped == 101 - Capacity);
        Assert.Equal(name == "Fail", scene.Heard.Error is SendOverflowException);
    }

    [Fact]
    public void While_a_peer_stalls_what_is_dropped_is_told_at_once_and_then_once_for_a_thousand()
    {
        var scene = Scene(Overflow.DropNewest, window: 1);

        scene.Send("0000", "1111");
        scene.Tell();
        Assert.Empty(scene.Heard.Values);
        for (var i = 0; i < 1025; i++)
        {
            scene.Send("2222");
            scene.Tell();
        }

        Assert.Equal([1, 1025], scene.Heard.Values.Select(progress => progress.Dropped));
        scene.Read(100);
        scene.CheckSums();
    }

    private static StreamScene Scene(Overflow? overflow, long window) =>
        new(window, new SendToOptions { Overflow = overflow, Capacity = Capacity });
}
