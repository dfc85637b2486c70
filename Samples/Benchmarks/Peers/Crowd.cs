using System.Net.Sockets;
using Rx.Sockets;

namespace Benchmarks.Peers;

/// <summary>Many connections to one peer, attached to the epoll engine; the variants that use the bare sockets share them.</summary>
internal sealed class Crowd : IDisposable
{
    public Crowd(Bench bench, Child child, int count)
    {
        Attached = [.. Enumerable.Range(0, count).Select(_ => bench.Attach(child.Connect(), SocketEngineKind.Epoll))];
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
