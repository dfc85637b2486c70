using System.Net;
using System.Net.Sockets;
using Rx.Sockets;

namespace Quickstart;

/// <summary>A server in this process, on loopback. It reads when it is told to, and counts what it reads.</summary>
internal sealed class EmbeddedPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EmbeddedPeer() => _listener.Start();

    public EndPoint EndPoint => _listener.LocalEndpoint;

    /// <summary>A fresh connection: the sending end, and the end that reads.</summary>
    public async Task<(RxSocket Socket, PeerReader Reader)> ConnectAsync(SocketLoop loop)
    {
        var socket = new Socket(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(EndPoint);
        return (new RxSocket(socket, new RxSocketOptions { Loop = loop }), new PeerReader(await _listener.AcceptSocketAsync()));
    }

    public void Dispose() => _listener.Dispose();
}
