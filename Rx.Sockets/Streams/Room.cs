namespace Rx.Sockets.Streams;

/// <summary>Where a source is held up until there is room. One waits at a time.</summary>
internal sealed class Room
{
    private Action? _waiter;

    /// <summary>Whether somebody waits, or is about to.</summary>
    public bool IsAwaited
    {
        get
        {
            // Between what was freed and this look; the exchange in Prepare is between the other's mark and its look at what is free.
            Interlocked.MemoryBarrier();
            return Volatile.Read(ref _waiter) is not null;
        }
    }

    /// <summary>Whoever is about to wait says so, then looks once more whether there is room.</summary>
    /// <param name="pass">Called once when it may pass, on any stack.</param>
    public void Prepare(Action pass) => Interlocked.Exchange(ref _waiter, pass);

    /// <summary>Lets whoever waits pass.</summary>
    public void Open() => Interlocked.Exchange(ref _waiter, null)?.Invoke();
}
