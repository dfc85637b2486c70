namespace Rx.Sockets.Engines.Epoll;

/// <summary>The registered ports of one engine, found by index and generation. Any thread.</summary>
/// <remarks>Weak: a socket that its user has dropped without disposing it is not kept alive by having waited once. One that waits
/// now is (<see cref="ParkedPorts"/>).</remarks>
internal sealed class EpollTable
{
    private readonly Lock _gate = new();
    private readonly List<(WeakReference<EpollPort>? Port, uint Generation)> _entries = [];
    private readonly Stack<int> _free = new();
    private int _nextSweep = 64;

    public EpollSlot Add(EpollPort port)
    {
        lock (_gate)
        {
            if (_free.Count == 0 && _entries.Count >= _nextSweep) Sweep();
            if (!_free.TryPop(out var index))
            {
                index = _entries.Count;
                _entries.Add((null, 0));
            }

            var generation = _entries[index].Generation;
            _entries[index] = (new WeakReference<EpollPort>(port), generation);
            return new EpollSlot(index, generation);
        }
    }

    public void Remove(EpollSlot slot)
    {
        lock (_gate)
        {
            if (_entries[slot.Index].Generation == slot.Generation) Free(slot.Index);
        }
    }

    /// <summary>The port that an event is for; null for an event of a former use of the slot.</summary>
    public EpollPort? Find(ulong data)
    {
        lock (_gate)
        {
            var index = (int)(uint)data;
            if ((uint)index >= (uint)_entries.Count) return null;
            var (port, generation) = _entries[index];
            return generation == (uint)(data >> 32) && port is not null && port.TryGetTarget(out var found) ? found : null;
        }
    }

    // Before the table grows, places of ports that are gone are taken back; then not until it has doubled.
    private void Sweep()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Port?.TryGetTarget(out _) == false) Free(i);
        }

        _nextSweep = 2 * (_entries.Count - _free.Count) + 64;
    }

    private void Free(int index)
    {
        _entries[index] = (null, _entries[index].Generation + 1);
        _free.Push(index);
    }
}
