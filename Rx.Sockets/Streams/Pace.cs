namespace Rx.Sockets.Streams;

/// <summary>The sockets that a stream waits for, whose source is pulled: how far the slowest of them has come. Any thread.</summary>
/// <remarks>To look is to look at all of them. So only the one that was the slowest at the last look has to say that it has moved; the
/// others can move as they like, the next look finds them.</remarks>
internal sealed class Pace
{
    private readonly Lock _gate = new();
    private readonly HashSet<FanOutMember> _members = [];
    private FanOutMember? _slowest;

    public void Add(FanOutMember member)
    {
        lock (_gate)
            _members.Add(member);
    }

    /// <summary>It is not waited for any more.</summary>
    public void Remove(FanOutMember member)
    {
        lock (_gate)
            _members.Remove(member);
    }

    /// <summary>The place in the stream to which all have come; null: nobody is waited for.</summary>
    public LogPlace? Look()
    {
        FanOutMember? slowest = null;
        lock (_gate)
        {
            var least = long.MaxValue;
            foreach (var member in _members)
            {
                var gone = member.Gone.Messages;
                if (gone >= least) continue;
                (slowest, least) = (member, gone);
            }

            _slowest = slowest;
        }

        Interlocked.MemoryBarrier(); // it may have moved before it could know that it is asked: see HasMoved
        return slowest?.Gone;
    }

    /// <summary>A socket has moved. Whether that may be what is waited for.</summary>
    public bool HasMoved(FanOutMember member)
    {
        Interlocked.MemoryBarrier(); // between its move and this look; Look does it the other way round
        return Volatile.Read(ref _slowest) == member;
    }
}
