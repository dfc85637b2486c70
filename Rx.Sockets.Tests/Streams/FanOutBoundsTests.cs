using System.Reactive.Linq;

namespace Rx.Sockets.Tests.Streams;

/// <summary>A source that outruns its sockets for a long time, in virtual time: what each has to wait for is bounded, and every message is
/// counted, for each of them.</summary>
public sealed class FanOutBoundsTests
{
    private const long Capacity = 5000;
    private const int Longest = 402;

    private readonly FanOutRig _rig = new();

    public static TheoryData<string> Policies => ["Fail", "DropNewest", "DropOldest", "Latest", "Disconnect"];

    /// <summary>A message each millisecond, for a minute: to a socket that takes all, one that takes a quarter, and one that stalls.</summary>
    [Theory, MemberData(nameof(Policies))]
    public void Of_a_minute_every_message_is_counted_for_each_socket(string policy)
    {
        var random = new Random(1);
        var (fast, slow, stalled) = (_rig.Connect(), _rig.Connect(window: 1000), _rig.Connect(window: 10));
        _rig.Begin(new SendToOptions { Overflow = Named(policy), Capacity = Capacity, Framing = Framing.LengthPrefixed(2) });
        for (var i = 0; i < 60_000; i++)
        {
            _rig.Source.OnNext(new byte[random.Next(400)]);
            if (i % 4 == 0) slow.Peer.Read(200);
            _rig.Scheduler.AdvanceBy(TimeSpan.TicksPerMillisecond);
            if (i % 100 == 0) CheckBounds(i + 1, policy);
        }

        Assert.Equal(new SendProgress(60_000, fast.BytesTransferred), _rig.Set.GetProgress()[fast]);
        stalled.Dispose();
        slow.Peer.Read(long.MaxValue / 2);
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.Equal(policy is "Fail" or "Disconnect" ? 1 : 2, _rig.Set.Count);
        Assert.True(_rig.Counts.IsCompleted);
        Assert.Single(_rig.Settled); // the rig adds up
        Assert.All(_rig.Each, each => Assert.Equal(each.Socket.BytesTransferred, each.Progress.Bytes));
    }

    /// <summary>Without framing such a message is nothing on the wire, but it is one that waits.</summary>
    [Theory, MemberData(nameof(Policies))]
    public void Messages_without_a_byte_are_bounded_too(string policy)
    {
        var stalled = _rig.Connect(window: 1);
        _rig.Begin(new SendToOptions { Overflow = Named(policy), Capacity = 50 });
        _rig.Say("ab");
        for (var i = 0; i < 1000; i++)
            _rig.Source.OnNext(default);
        _rig.Run();
        if (_rig.Set.GetProgress().TryGetValue(stalled, out var counts)) Assert.InRange(counts.QueuedMessages, 1, 50);
        stalled.Peer.Read(100);
        _rig.Source.OnCompleted();
        _rig.Run();
        Assert.True(_rig.Counts.IsCompleted);
        if (policy is "DropNewest" or "DropOldest" or "Latest") Assert.Equal(1001, Handled(Assert.Single(_rig.Each).Progress));
    }

    private static Overflow Named(string name)
    {
        Overflow[] policies = [Overflow.Fail, Overflow.DropNewest, Overflow.DropOldest, Overflow.Disconnect, Overflow.Latest(message => message.Length % 30)];
        return policies.Single(policy => policy.ToString() == name);
    }

    private static long Handled(SendProgress counts) => counts.Messages + counts.Dropped + counts.Conflated + counts.QueuedMessages;

    private void CheckBounds(int handedOver, string policy)
    {
        foreach (var counts in _rig.Set.GetProgress().Values)
        {
            Assert.InRange(counts.QueuedBytes, 0, Capacity + Longest);
            if (policy != "Fail") Assert.Equal(handedOver, Handled(counts)); // one that fails is there until its message is out, and offered nothing
        }
    }
}
