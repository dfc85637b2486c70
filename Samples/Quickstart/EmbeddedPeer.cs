using System.Net;
using System.Net.Sockets;
using Rx.Sockets;

namespace Quickstart;

/// <summary>A server in this process, on loopback. It reads when it is told to, and counts what it reads.</summary>
internal sealed class EmbeddedPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly Tape? _tape;

    /// <param name="tape">Records every connection; null: none is recorded.</param>
    public EmbeddedPeer(Tape? tape)
    {
        _tape = tape;
        _listener.Start();
    }

    public EndPoint EndPoint => _listener.LocalEndpoint;

    /// <summary>A fresh connection: the sending end, and the end that reads.</summary>
    /// <param name="loop">Where it sends.</param>
    /// <param name="name">What a recording calls it.</param>
    public async Task<(RxSocket Socket, PeerReader Reader)> ConnectAsync(SocketLoop loop, string name)
    {
        var connecting = new Socket(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await connecting.ConnectAsync(EndPoint);
        var socket = new RxSocket(connecting, new RxSocketOptions { Loop = loop });
        _tape?.Record(socket, name);
        return (socket, new PeerReader(await _listener.AcceptSocketAsync()));
    }

    public void Dispose() => _listener.Dispose();
}
