using System.Net.Sockets;
using Rx.Sockets;

namespace Benchmarks.Peers;

/// <summary>Many connections to one peer, attached to one engine; the variants that use the bare sockets share those of epoll.</summary>
internal sealed class Crowd : IDisposable
{
    public Crowd(Bench bench, Child child, int count, SocketEngineKind engine = SocketEngineKind.Epoll)
    {
        Attached = [.. Enumerable.Range(0, count).Select(_ => bench.Attach(child.Connect(), engine))];
        Sockets = [.. Attached.Select(socket => socket.Socket)];
    }

    public RxSocket[] Attached { get; }

    public Socket[] Sockets { get; }

    public void Dispose()
    {
        foreach (var socket in Attached)
            socket.Dispose();
    }
}
