namespace Rx.Sockets.Engines.Epoll;

/// <summary>The registered ports of one engine. Any thread.</summary>
/// <remarks>Weak: a socket that its user has dropped without disposing it is not kept alive by having waited once. One that waits
/// now is (<see cref="ParkedPorts"/>).</remarks>
internal sealed class EpollTable
{
    private readonly SlotTable<WeakReference<EpollPort>> _slots = new(static port => !port.TryGetTarget(out _));

    public EngineSlot Add(EpollPort port) => _slots.Add(new WeakReference<EpollPort>(port));

    public void Remove(EngineSlot slot) => _slots.Remove(slot);

    /// <summary>The port that an event is for; null for an event of a former use of the slot.</summary>
    public EpollPort? Find(ulong data) => _slots.Find(data) is { } port && port.TryGetTarget(out var found) ? found : null;
}
