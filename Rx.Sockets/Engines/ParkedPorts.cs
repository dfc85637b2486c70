namespace Rx.Sockets.Engines;

/// <summary>Parked ports in a set. Any thread; its lock is the innermost.</summary>
internal sealed class ParkedPorts : IParkedPorts
{
    private readonly Lock _gate = new();
    private readonly HashSet<IParkedPort> _ports = [];

    public bool Any
    {
        get
        {
            lock (_gate)
                return _ports.Count > 0;
        }
    }

    public void Add(IParkedPort port)
    {
        lock (_gate)
            _ports.Add(port);
    }

    public void Remove(IParkedPort port)
    {
        lock (_gate)
            _ports.Remove(port);
    }

    public IReadOnlyList<IParkedPort> ToLookAt()
    {
        lock (_gate)
            return [.. _ports.Where(port => port.NeedsLook)];
    }
}
