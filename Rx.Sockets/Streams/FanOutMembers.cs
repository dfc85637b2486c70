using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>The sockets of one stream to many. They come and go on any thread; one at a time sweeps over them.</summary>
internal sealed class FanOutMembers(FanOut stream, long capacity, Overflow overflow, Conflation? conflation, Tally total, Pace? pace)
{
    // With fewer, a system call each costs less than a way to the loop.
    private const int Many = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<RxSocket, FanOutMember?> _bySocket = [];
    private readonly List<(RxSocket Socket, Overflow? Overflow)> _joining = [];
    private readonly List<FanOutMember> _members = [];
    private Volley? _volley;
    private EngineLoop? _loop;
    private int _live;
    private int _ended;
    private bool _isMixed;
    private bool _isVirtual;
    private bool _closed;

    /// <summary>Nobody joins any more, and nothing is offered.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Whether things go on while a thread waits; not so in virtual time.</summary>
    public bool GoOnWhileWaiting => !Volatile.Read(ref _isVirtual);

    /// <summary>Whether a sweep costs less on the loop's own thread, and this is another.</summary>
    public bool WantLoop => Together is { IsCurrent: false } && Volatile.Read(ref _live) >= Many;

    /// <summary>Where a sweep goes on that has left its stack.</summary>
    public IExecutor Hands => Together is { } loop ? loop : PoolExecutor.Instance;

    // All of them have this loop.
    private EngineLoop? Together =>
        !Volatile.Read(ref _isMixed) && GoOnWhileWaiting && Volatile.Read(ref _loop) is { TakesTogether: true } loop ? loop : null;

    /// <summary>Messages with keys are those of the stream's own policy: its key tells them apart, and no other is asked. And only a source
    /// that is pulled waits.</summary>
    public void Check(Overflow? own, string parameter)
    {
        if (own is { Kind: OverflowKind.Wait } && pace is null)
            throw new ArgumentException("An observable cannot be asked to wait for a socket. Use a policy that does not wait, or a source that is pulled.", parameter);
        if (own is { Kind: OverflowKind.Latest } && own != overflow)
            throw new ArgumentException("The keys of a stream are those of its own policy: give the same Latest to SendTo and to the socket.", parameter);
    }

    public void Add(RxSocket socket, Overflow? own)
    {
        lock (_gate)
        {
            if (_closed || !_bySocket.TryAdd(socket, null)) return;
            _joining.Add((socket, own));
            _live++;
            var queue = socket.Queue;
            _isVirtual |= !queue.GoesOnWhileWaiting;
            _isMixed |= _loop is not null && queue.Loop != _loop;
            _loop ??= queue.Loop;
        }
    }

    public void Remove(RxSocket socket)
    {
        FanOutMember? member;
        lock (_gate)
        {
            if (!_bySocket.TryGetValue(socket, out member)) return;
            if (member is null)
            {
                _joining.RemoveAll(joining => joining.Socket == socket);
                _bySocket.Remove(socket);
                _live--;
            }
        }

        member?.Remove();
    }

    /// <summary>Adds the counts of those that are there to these.</summary>
    public void AddTo(Dictionary<RxSocket, SendProgress> counts)
    {
        FanOutMember?[] members;
        lock (_gate)
            members = [.. _bySocket.Values];
        foreach (var member in members)
        {
            if (member is not null && counts.ContainsKey(member.Socket)) counts[member.Socket] += member.Progress;
        }
    }

    /// <summary>Offers the next part of the stream. By whoever sweeps.</summary>
    public void Offer(LogCursor start, in Offering offering)
    {
        Admit(start);
        var loop = _members.Count >= Many ? Together : null;
        if (loop is { IsCurrent: false }) loop = null;
        loop?.BeginTogether(_members.Count);
        var sent = loop is null ? OfferEach(offering) : (_volley ??= new Volley()).Offer(_members, offering, loop);
        loop?.EndTogether();
        total.CountSent(sent * offering.Messages, sent * offering.Slice.Length);
    }

    /// <summary>It is sent nothing any more.</summary>
    /// <returns>Whether it was the last of a stream that is over.</returns>
    public bool Ended(FanOutMember member)
    {
        lock (_gate)
        {
            _bySocket.Remove(member.Socket);
            _live--;
            _ended++;
            return _closed && _live == 0;
        }
    }

    /// <summary>Nothing more is offered; each ends when it has sent what it was offered, or is stopped. By whoever sweeps.</summary>
    /// <returns>Whether nobody is left who could.</returns>
    public bool Close(OutboxStop? stop)
    {
        bool over;
        lock (_gate)
        {
            _live -= _joining.Count;
            _joining.Clear();
            Volatile.Write(ref _closed, true);
            over = _live == 0;
        }

        foreach (var member in _members)
            member.End(stop);
        return over;
    }

    private long OfferEach(in Offering offering)
    {
        var sent = 0L;
        foreach (var member in _members)
            sent += member.Offer(offering) ? 1 : 0;
        return sent;
    }

    private void Admit(LogCursor start)
    {
        lock (_gate)
        {
            if (_ended > 0) _members.RemoveAll(static member => member.HasEnded);
            _ended = 0;
            foreach (var (socket, own) in _joining)
            {
                var policy = (own ?? overflow).Kind;
                var sieve = policy == OverflowKind.Latest ? conflation?.NewSieve() : null;
                var member = new FanOutMember(stream, socket, policy, capacity, new Backlog(start, sieve, total));
                _members.Add(member);
                _bySocket[socket] = member;
                if (member.IsWaitedFor) pace!.Add(member);
            }

            _joining.Clear();
        }
    }
}
