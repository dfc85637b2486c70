using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>What a sweep offers to many sockets of an engine that makes their attempts together. By whoever sweeps.</summary>
internal sealed class Volley
{
    // Each socket is visited before its attempt and after it. Of so many what was touched is in the cache still at the second visit.
    private const int Most = 32;

    private readonly FanOutMember[] _members = new FanOutMember[Most];
    private readonly SendPort[] _ports = new SendPort[Most];
    private readonly NativeOutcome[] _outcomes = new NativeOutcome[Most];
    private int _count;

    /// <returns>How many have been sent all of it and have not been counted.</returns>
    public long Offer(List<FanOutMember> members, in Offering offering, EngineLoop loop)
    {
        var sent = 0L;
        foreach (var member in members)
        {
            if (member.Lend(offering) is not { } port) continue;
            (_members[_count], _ports[_count]) = (member, port);
            if (++_count == Most) sent += Fire(offering, loop);
        }

        return sent + Fire(offering, loop);
    }

    private int Fire(in Offering offering, EngineLoop loop)
    {
        loop.AttemptEach(_ports.AsSpan(0, _count), offering.Slice, _outcomes);
        var sent = 0;
        for (var i = 0; i < _count; i++)
            sent += _members[i].Tried(offering, _outcomes[i]) ? 1 : 0;
        _members.AsSpan(0, _count).Clear(); // who is removed is not to be kept
        _ports.AsSpan(0, _count).Clear();
        _count = 0;
        return sent;
    }
}
