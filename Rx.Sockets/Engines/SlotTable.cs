namespace Rx.Sockets.Engines;

/// <summary>Items found by index and generation. A place has another generation each time it is used. Any thread; the lock is an
/// innermost one.</summary>
/// <param name="isGone">Whether a place can be taken back though nobody has removed the item; null: never.</param>
internal sealed class SlotTable<T>(Func<T, bool>? isGone = null) where T : class
{
    private readonly Lock _gate = new();
    private readonly List<(T? Item, uint Generation)> _entries = [];
    private readonly Stack<int> _free = new();
    private int _nextSweep = 64;

    /// <summary>How many places are taken.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count - _free.Count;
        }
    }

    public EngineSlot Add(T item)
    {
        lock (_gate)
        {
            if (isGone is not null && _free.Count == 0 && _entries.Count >= _nextSweep) Sweep();
            if (!_free.TryPop(out var index))
            {
                index = _entries.Count;
                _entries.Add((null, 0));
            }

            var generation = _entries[index].Generation;
            _entries[index] = (item, generation);
            return new EngineSlot(index, generation);
        }
    }

    public void Remove(EngineSlot slot)
    {
        lock (_gate)
        {
            if (_entries[slot.Index].Generation == slot.Generation) Free(slot.Index);
        }
    }

    /// <summary>The item that an event is for; null for an event of a former use of the slot.</summary>
    public T? Find(ulong data)
    {
        lock (_gate)
        {
            var index = (int)(uint)data;
            if ((uint)index >= (uint)_entries.Count) return null;
            var (item, generation) = _entries[index];
            return generation == (uint)(data >> 32) ? item : null;
        }
    }

    /// <summary>The items that are so.</summary>
    public List<T> Where(Func<T, bool> isSo)
    {
        var found = new List<T>();
        lock (_gate)
        {
            foreach (var (item, _) in _entries)
            {
                if (item is not null && isSo(item)) found.Add(item);
            }
        }

        return found;
    }

    // Before the table grows, places of what is gone are taken back; then not until it has doubled.
    private void Sweep()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Item is { } item && isGone!(item)) Free(i);
        }

        _nextSweep = 2 * (_entries.Count - _free.Count) + 64;
    }

    private void Free(int index)
    {
        _entries[index] = (null, _entries[index].Generation + 1);
        _free.Push(index);
    }
}
