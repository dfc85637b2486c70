namespace Rx.Sockets.Tests.Streams;

/// <summary>The counts of each socket of a stream to many: the last ones, and those of the moment.</summary>
public sealed class FanOutCountsTests
{
    private readonly FanOutRig _rig = new();

    [Fact]
    public void At_the_end_each_socket_is_told_of_once_before_the_stream_is()
    {
        var (slow, other) = (_rig.Connect(window: 2), _rig.Connect());
        _rig.Begin(new SendToOptions { Capacity = 6, Overflow = Overflow.DropOldest });
        foreach (var message in new[] { "aaa", "bbb", "ccc" }) _rig.Say(message);
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.Equal([new SocketDeparture(other, new SendProgress(3, 9), null)], _rig.Each);
        Assert.Empty(_rig.Settled);
        slow.Peer.Read(100);
        _rig.Run();
        Assert.Equal(new SocketDeparture(slow, new SendProgress(2, 6, Dropped: 1), null), _rig.Each[1]);
        Assert.Equal(new SendProgress(5, 15, Dropped: 1), Assert.Single(_rig.Settled)); // the rig adds up
        Assert.True(_rig.Counts.IsCompleted);
        Assert.Equal(2, _rig.Set.Count);
        Assert.Empty(_rig.Departures);
    }

    [Fact]
    public void Who_leaves_before_the_end_is_told_of_then()
    {
        var (removed, broken, other) = (_rig.Connect(), _rig.Connect(), _rig.Connect());
        _rig.Begin();
        _rig.Say("abc");
        _rig.Set.Remove(removed);
        broken.Peer.Reset();
        _rig.Say("def");
        Assert.Equal([removed, broken], _rig.Each.Select(each => each.Socket));
        Assert.Equal(_rig.Departures, _rig.Each);
        Assert.IsType<SendException>(_rig.Each[1].Error);
        _rig.Leave();
        Assert.Equal(new SocketDeparture(other, new SendProgress(2, 6), null), _rig.Each[2]);
        Assert.Single(_rig.Settled);
    }

    [Fact]
    public void One_that_was_offered_nothing_is_not_told_of()
    {
        _rig.Connect();
        _rig.Begin();
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.Empty(_rig.Each);
        Assert.True(_rig.Counts.IsCompleted);
    }

    [Fact]
    public void What_the_callback_throws_keeps_neither_the_others_nor_the_end()
    {
        foreach (var _ in new int[3]) _rig.Connect();
        var told = 0;
        _rig.Begin(null, options => _rig.Source.SendTo(_rig.Set, options with { SocketSettled = Throw, Settled = null }));
        _rig.Say("abc");
        _rig.Source.OnCompleted();
        Assert.Throws<InvalidTimeZoneException>(_rig.Run);
        _rig.Scheduler.Stop();
        _rig.Run();
        Assert.Equal(3, told);
        Assert.True(_rig.Counts.IsCompleted);

        void Throw(SocketDeparture departure)
        {
            told++;
            throw new InvalidTimeZoneException();
        }
    }

    [Fact]
    public void The_counts_of_the_moment_say_who_is_behind()
    {
        var (slow, other) = (_rig.Connect(window: 2), _rig.Connect());
        Assert.Equal(default, _rig.Set.GetProgress()[slow]);
        _rig.Begin(new SendToOptions { Capacity = 6, Overflow = Overflow.DropOldest });
        foreach (var message in new[] { "aaa", "bbb", "ccc" }) _rig.Say(message);
        var counts = _rig.Set.GetProgress();
        Assert.Equal(2, counts.Count);
        Assert.Equal(new SendProgress(0, 0, Dropped: 1, QueuedMessages: 2, QueuedBytes: 6), counts[slow]);
        Assert.Equal(new SendProgress(3, 9), counts[other]);
        var late = _rig.Connect();
        _rig.Set.Remove(slow);
        Assert.Equal([other, late], _rig.Set.GetProgress().Keys);
        Assert.Equal(default, _rig.Set.GetProgress()[late]);
    }

    [Fact]
    public void The_counts_of_two_streams_are_added_up_while_they_are_under_way()
    {
        var socket = _rig.Connect();
        _rig.Begin();
        var second = _rig.BeginAnother();
        _rig.Say("abc");
        second.OnNext(BufferSequence.Of("de"));
        Assert.Equal(new SendProgress(2, 5), _rig.Set.GetProgress()[socket]);
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.Equal(new SendProgress(1, 2), _rig.Set.GetProgress()[socket]);
    }
}
