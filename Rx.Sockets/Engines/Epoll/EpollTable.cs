namespace Rx.Sockets.Engines.Epoll;

/// <summary>The registered ports of one engine, found by index and generation. Any thread.</summary>
internal sealed class EpollTable
{
    private readonly Lock _gate = new();
    private readonly List<(EpollPort? Port, uint Generation)> _entries = [];
    private readonly Stack<int> _free = new();

    public EpollSlot Add(EpollPort port)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var index))
            {
                index = _entries.Count;
                _entries.Add((null, 0));
            }

            var generation = _entries[index].Generation;
            _entries[index] = (port, generation);
            return new EpollSlot(index, generation);
        }
    }

    public void Remove(EpollSlot slot)
    {
        lock (_gate)
        {
            if (_entries[slot.Index].Generation != slot.Generation) return;
            _entries[slot.Index] = (null, slot.Generation + 1);
            _free.Push(slot.Index);
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
            return generation == (uint)(data >> 32) ? port : null;
        }
    }

    /// <summary>The ports that wait for an event that cannot come any more.</summary>
    public List<EpollPort> Stranded()
    {
        var stranded = new List<EpollPort>();
        lock (_gate)
        {
            foreach (var (port, _) in _entries)
            {
                if (port is { IsStranded: true }) stranded.Add(port);
            }
        }

        return stranded;
    }
}
