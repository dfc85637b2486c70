namespace HonestCancel.Torture;

/// <summary>The memory of sends that are over. A pin, or a place in an engine, that was not given back keeps it alive.</summary>
public sealed class Held
{
    private const int AtLeast = 4096;

    private readonly List<WeakReference> _memories = [];
    private int _next = AtLeast;

    /// <summary>Of how many sends.</summary>
    public long Sends { get; private set; }

    /// <summary>How many of them somebody still refers to, as far as the collector has looked.</summary>
    public int Count
    {
        get
        {
            _memories.RemoveAll(static memory => !memory.IsAlive);
            return _memories.Count;
        }
    }

    /// <summary>One at a time.</summary>
    public void Add(WeakReference memory)
    {
        Sends++;
        _memories.Add(memory);
        if (_memories.Count >= _next) _next = Math.Max(AtLeast, 2 * Count); // a million of them would be a burden
    }
}
