using Rx.Sockets;

namespace Benchmarks.Peers;

/// <summary>A crowd for each engine that is asked for, of one size and with one peer.</summary>
internal sealed class Crowds(Bench bench, Child child, int count) : IDisposable
{
    private readonly Dictionary<SocketEngineKind, Crowd> _byEngine = [];

    public Crowd On(SocketEngineKind engine)
    {
        if (!_byEngine.TryGetValue(engine, out var crowd)) _byEngine.Add(engine, crowd = new Crowd(bench, child, count, engine));
        return crowd;
    }

    public void Dispose()
    {
        foreach (var crowd in _byEngine.Values)
            crowd.Dispose();
    }
}
