using Rx.Sockets;

namespace Benchmarks.Peers;

/// <summary>A crowd for each engine that is asked for, of one size and with one peer. What variants share is in the cache more often than what
/// one has for itself; so two engines are compared on crowds of the same kind.</summary>
internal sealed class Crowds(Bench bench, Child child, int count) : IDisposable
{
    private readonly Dictionary<(SocketEngineKind Engine, bool IsShared), Crowd> _crowds = [];

    public Crowd On(SocketEngineKind engine, bool isShared)
    {
        if (!_crowds.TryGetValue((engine, isShared), out var crowd)) _crowds.Add((engine, isShared), crowd = new Crowd(bench, child, count, engine));
        return crowd;
    }

    public void Dispose()
    {
        foreach (var crowd in _crowds.Values)
            crowd.Dispose();
    }
}
