using System.Net;
using System.Net.Sockets;

namespace Rx.Sockets.Tests.Programs;

/// <summary>A socket on a loop, and a peer that reads nothing.</summary>
internal sealed class Pair : IDisposable
{
    private readonly Socket _peer;

    public Pair(SocketLoop loop, ZeroCopyOptions? zeroCopy = null)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var local = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        local.Connect(listener.LocalEndPoint!);
        _peer = listener.Accept();
        Socket = new RxSocket(local, new RxSocketOptions { Loop = loop, ZeroCopy = zeroCopy });
    }

    public RxSocket Socket { get; }

    public void Dispose()
    {
        Socket.Dispose();
        _peer.Dispose();
    }
}
