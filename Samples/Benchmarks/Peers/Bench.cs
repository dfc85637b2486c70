using System.Net.Sockets;
using Rx.Sockets;

namespace Benchmarks.Peers;

/// <summary>Where variants get their connections and loops from: one peer process of each kind, and one loop of each engine.</summary>
internal sealed class Bench(Cores cores) : IDisposable
{
    private readonly Dictionary<string, Child> _children = [];
    private readonly Dictionary<SocketEngineKind, SocketLoop> _loops = [];

    /// <summary>The engines of this machine.</summary>
    public static IReadOnlyList<SocketEngineKind> Engines { get; } =
        [.. new[] { SocketEngineKind.Epoll, SocketEngineKind.Uring, SocketEngineKind.Portable }.Where(IsHere)];

    /// <summary>A connection to a peer process.</summary>
    /// <param name="verb">What the peer does: one of <see cref="PeerCommand"/>.</param>
    public Socket Connect(string verb) => ChildFor(verb).Connect();

    /// <summary>The same, for sending by an engine.</summary>
    /// <param name="engine">Which engine.</param>
    /// <param name="onLoop">Whether notifications run on the loop; else on the thread pool.</param>
    /// <param name="verb">What the peer does.</param>
    public RxSocket Connect(SocketEngineKind engine, bool onLoop = false, string verb = PeerCommand.Drain) => Attach(Connect(verb), engine, onLoop);

    public RxSocket Attach(Socket socket, SocketEngineKind engine, bool onLoop = false)
    {
        var loop = LoopFor(engine);
        return new RxSocket(socket, new RxSocketOptions { Loop = loop, Scheduler = onLoop ? loop : null });
    }

    /// <summary>The peer process of a kind that variants share.</summary>
    public Child ChildFor(string verb)
    {
        if (!_children.TryGetValue(verb, out var child)) _children.Add(verb, child = NewChild(verb));
        return child;
    }

    /// <summary>A new peer process of a kind, for the caller to dispose.</summary>
    public Child NewChild(string verb) => Child.Start(verb, cores);

    public SocketLoop LoopFor(SocketEngineKind engine)
    {
        if (!_loops.TryGetValue(engine, out var loop)) _loops.Add(engine, loop = new SocketLoop(engine));
        return loop;
    }

    public void Dispose()
    {
        foreach (var child in _children.Values)
            child.Dispose();
        foreach (var loop in _loops.Values)
            loop.Dispose();
    }

    private static bool IsHere(SocketEngineKind engine)
    {
        try
        {
            new SocketLoop(engine, ownThread: false).Dispose();
            return true;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}
