using System.Threading.Channels;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>A source that is pulled, to a set of sockets, in virtual time: who is waited for. Capacity: six bytes, two messages.</summary>
public sealed class PulledFanOutTests
{
    private static readonly SendToOptions Narrow = new() { Capacity = 6 };
    private static readonly string[] Messages = ["aaa", "bbb", "ccc", "ddd", "eee"];

    private readonly FanOutRig _rig = new();
    private int _asked;
    private int _left;

    [Fact]
    public void The_source_is_asked_when_there_is_room_in_each()
    {
        var (slow, other) = (_rig.Connect(window: 1), _rig.Connect());
        Begin(Narrow);
        Assert.Equal(3, _asked); // the third waits for room
        Assert.Equal(("a", "aaabbb"), (_rig.Got(slow), _rig.Got(other)));
        Read(slow, 2); // one is out; half of the room is free
        Assert.Equal(4, _asked);
        Assert.Equal("aaabbbccc", _rig.Got(other));
        Read(slow, 100);
        Assert.All(new[] { slow, other }, socket => Assert.Equal("aaabbbcccdddeee", _rig.Got(socket)));
        Assert.True(_rig.Counts.IsCompleted);
        var last = Assert.Single(_rig.Settled);
        Assert.Equal(new SendProgress(10, 30, Waits: last.Waits), last);
        Assert.True(last.Waits >= 2);
    }

    [Fact]
    public void Whoever_is_the_slowest_now_sets_the_pace()
    {
        var (first, second) = (_rig.Connect(window: 1), _rig.Connect(window: 1));
        Begin(Narrow);
        Read(first, 100);
        Assert.Equal(3, _asked); // the second is as slow
        Read(second, 2);
        Assert.Equal(4, _asked);
        Read(second, 100);
        Assert.True(_rig.Counts.IsCompleted);
        Assert.Equal("aaabbbcccdddeee", _rig.Got(second));
    }

    [Fact]
    public void One_with_a_policy_of_its_own_is_not_waited_for()
    {
        var (slow, other) = (_rig.Connect(window: 1, Overflow.DropOldest), _rig.Connect());
        Begin(Narrow);
        Assert.Equal("aaabbbcccdddeee", _rig.Got(other));
        Assert.Equal(6, _asked);
        Read(slow, 100);
        Assert.Equal("aaaeee", _rig.Got(slow));
        Assert.Equal([5, 2], _rig.Each.Select(each => each.Progress.Messages));
    }

    [Fact]
    public void One_may_be_waited_for_in_a_stream_that_waits_for_nobody_else()
    {
        var (must, may) = (_rig.Connect(window: 1, Overflow.Wait), _rig.Connect(window: 2));
        Begin(Narrow with { Overflow = Overflow.DropNewest });
        Assert.Equal(3, _asked);
        Read(must, 100);
        Assert.Equal("aaabbbcccdddeee", _rig.Got(must));
        Read(may, 100);
        Assert.Equal("aaabbb", _rig.Got(may));
    }

    [Fact]
    public void To_those_who_are_not_waited_for_it_goes_as_fast_as_it_comes()
    {
        var slow = _rig.Connect(window: 1);
        Begin(Narrow with { Overflow = Overflow.Fail });
        Assert.Equal(6, _asked);
        Read(slow, 100);
        Assert.IsType<SendOverflowException>(Assert.Single(_rig.Departures).Error);
        Assert.Equal("aaa", _rig.Got(slow));
        Assert.True(_rig.Counts.IsCompleted);
    }

    [Fact]
    public void To_nobody_it_is_pulled_to_its_end()
    {
        Begin(Narrow);
        Assert.Equal(6, _asked);
        Assert.True(_rig.Counts.IsCompleted);
        Assert.Equal(default, Assert.Single(_rig.Settled));
    }

    [Fact]
    public void One_that_stalls_is_waited_for_no_more_when_it_is_removed_also_in_the_middle_of_a_message()
    {
        var (slow, other) = (_rig.Connect(window: 1), _rig.Connect());
        Begin(Narrow);
        _rig.Set.Remove(slow);
        Assert.Equal(3, _asked); // not on the stack of Remove
        _rig.Run();
        Assert.Equal("aaabbbcccdddeee", _rig.Got(other));
        Read(slow, 100);
        Assert.Equal("aaa", _rig.Got(slow));
        Assert.True(_rig.Counts.IsCompleted);
    }

    [Fact]
    public void Nor_when_it_fails()
    {
        var (slow, other) = (_rig.Connect(window: 1), _rig.Connect());
        Begin(Narrow);
        slow.Peer.Reset();
        _rig.Run();
        Assert.Equal("aaabbbcccdddeee", _rig.Got(other));
        Assert.IsType<SendException>(Assert.Single(_rig.Departures).Error);
    }

    [Fact]
    public void One_that_is_added_is_waited_for_from_then_on()
    {
        var first = _rig.Connect(window: 1);
        Begin(Narrow);
        var late = _rig.Connect(window: 0);
        Read(first, 5);
        Assert.Equal("aaabbb", _rig.Got(first)[..6]);
        Read(first, 100);
        Assert.Equal("aaabbbcccddd", _rig.Got(first));
        Read(late, 100);
        Assert.Equal("cccdddeee", _rig.Got(late));
        Assert.Equal("aaabbbcccdddeee", _rig.Got(first));
    }

    [Fact]
    public void A_message_larger_than_the_capacity_goes_when_nothing_else_waits_for_anybody()
    {
        var (slow, other) = (_rig.Connect(window: 0), _rig.Connect());
        Begin(Narrow, "a", "bbbbbbbbb", "c");
        Assert.Equal("a", _rig.Got(other));
        Read(slow, 1);
        Assert.Equal("abbbbbbbbb", _rig.Got(other));
        Read(slow, 100);
        Assert.Equal("abbbbbbbbbc", _rig.Got(slow));
    }

    [Fact]
    public void Leaving_asks_no_more_and_what_waited_for_room_is_in_no_count()
    {
        var slow = _rig.Connect(window: 1);
        Begin(Narrow);
        _rig.Leave();
        Read(slow, 100);
        Assert.Equal((3, 1), (_asked, _left));
        Assert.Equal("aaa", _rig.Got(slow));
        Assert.Equal(new SendProgress(1, 3, Dropped: 1, Waits: 1), Assert.Single(_rig.Settled));
    }

    [Fact]
    public void The_error_of_the_source_comes_after_what_it_had_handed_over()
    {
        var slow = _rig.Connect(window: 1);
        Begin(Narrow, "aaa", "bbb", null!);
        Assert.False(_rig.Counts.Ended.IsCompleted);
        Read(slow, 100);
        Assert.Equal("aaabbb", _rig.Got(slow));
        Assert.IsType<FormatException>(_rig.Counts.Error);
    }

    [Fact]
    public void A_channel_is_not_read_while_there_is_no_room()
    {
        var slow = _rig.Connect(window: 1);
        var channel = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        foreach (var message in Messages) channel.Writer.TryWrite(System.Text.Encoding.UTF8.GetBytes(message));
        channel.Writer.Complete();
        _rig.Begin(Narrow, options => channel.Reader.SendTo(_rig.Set, options));
        _rig.Run();
        Assert.Equal(2, channel.Reader.Count);
        Read(slow, 100);
        Assert.Equal("aaabbbcccdddeee", _rig.Got(slow));
        Assert.True(_rig.Counts.IsCompleted);
    }

    [Fact]
    public void Block_is_refused() =>
        Assert.Throws<ArgumentException>("options", () => Source([]).SendTo(_rig.Set, new SendToOptions { Overflow = Overflow.Block }));

    /// <summary>Sockets that read as they like, come, go and fail: nobody is more than the capacity behind, and who stays gets all.</summary>
    [Fact]
    public void Whatever_the_sockets_do_the_slowest_is_waited_for_and_never_more_than_the_capacity_behind()
    {
        var seed = Random.Shared.Next();
        for (var round = 0; round < 200; round++)
            PlayAtRandom(new Random(seed + round), $"seed {seed}, round {round}");
    }

    private static void PlayAtRandom(Random random, string when)
    {
        const int Capacity = 50, Longest = 20;
        var (rig, texts) = (new FanOutRig(), Enumerable.Range(0, 60).Select(i => $"<{i}{new string('.', random.Next(Longest - 4))}>").ToArray());
        var test = new PulledFanOutTests();
        var stays = rig.Connect(window: random.Next(5));
        var sockets = new List<VirtualSocket> { stays };
        rig.Begin(new SendToOptions { Capacity = Capacity }, options => test.Source(texts).SendTo(rig.Set, options));
        for (var step = 0; !rig.Counts.Ended.IsCompleted; step++)
        {
            Assert.True(step < 10_000, $"{when}: it does not go on");
            var socket = sockets[random.Next(sockets.Count)];
            if (step < 100 && random.Next(10) == 0) sockets.Add(rig.Connect(window: random.Next(30)));
            else if (socket != stays && random.Next(15) == 0) rig.Set.Remove(socket);
            else if (socket != stays && random.Next(15) == 0) socket.Peer.Reset();
            else socket.Peer.Read(random.Next(40));
            if (random.Next(3) > 0) rig.Run();
            Assert.All(rig.Set.GetProgress().Values, counts => Assert.True(counts is { Dropped: 0, QueuedBytes: <= Capacity }, $"{when}: {counts}"));
        }

        Assert.True(string.Concat(texts) == rig.Got(stays), when);
        Assert.All(rig.Set, socket => Assert.EndsWith(rig.Got(socket), string.Concat(texts), StringComparison.Ordinal));
    }

    private void Begin(SendToOptions options, params string[] messages)
    {
        var source = Source(messages is [] ? Messages : messages);
        _rig.Begin(options, settings => source.SendTo(_rig.Set, settings));
        Assert.Equal(0, _asked);
        _rig.Run();
    }

    private void Read(VirtualSocket socket, long count)
    {
        socket.Peer.Read(count);
        _rig.Run();
    }

    /// <summary>Counts how often it is asked, the question for the end included; a message that is null is its error.</summary>
    private async IAsyncEnumerable<BufferSequence> Source(string[] messages)
    {
        try
        {
            foreach (var message in messages)
            {
                _asked++;
                yield return BufferSequence.Of(message ?? throw new FormatException());
            }

            _asked++;
            await Task.CompletedTask;
        }
        finally
        {
            _left++;
        }
    }
}
