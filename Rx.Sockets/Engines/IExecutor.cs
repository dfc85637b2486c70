namespace Rx.Sockets.Engines;

/// <summary>Where notifications run. Takes no lock of ours while it runs an item, and drops none.</summary>
internal interface IExecutor
{
    /// <summary>Whether the calling thread is the only one that runs items, and is doing so.</summary>
    bool IsCurrent => false;

    /// <summary>Runs <paramref name="item"/> soon, never on this stack.</summary>
    void Post(IThreadPoolWorkItem item);
}
