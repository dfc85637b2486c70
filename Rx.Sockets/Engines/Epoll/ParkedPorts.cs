namespace Rx.Sockets.Engines.Epoll;

/// <summary>The ports of one engine that have a send parked. They alone are kept alive by it, and looked after. Any thread; its lock
/// is the innermost.</summary>
internal sealed class ParkedPorts
{
    private readonly Lock _gate = new();
    private readonly HashSet<EpollPort> _ports = [];

    public bool Any
    {
        get
        {
            lock (_gate)
                return _ports.Count > 0;
        }
    }

    public void Add(EpollPort port)
    {
        lock (_gate)
            _ports.Add(port);
    }

    public void Remove(EpollPort port)
    {
        lock (_gate)
            _ports.Remove(port);
    }

    /// <summary>Those to whose sockets something may have happened that is no event.</summary>
    public List<EpollPort> ToLookAt()
    {
        lock (_gate)
            return [.. _ports.Where(port => port.NeedsLook)];
    }
}
