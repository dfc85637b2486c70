using System.Net;
using System.Net.Sockets;

namespace Rx.Sockets.Tests.Support;

/// <summary>Two connected stream sockets on this machine: the one under test, and the peer that reads.</summary>
public sealed class SocketPair : IDisposable
{
    private SocketPair(Socket local, Socket peer)
    {
        Local = local;
        Peer = peer;
    }

    public Socket Local { get; }

    public Socket Peer { get; }

    /// <summary>Connects over <paramref name="wire"/>. With a buffer size both kernel buffers are that small (the kernel rounds up).</summary>
    public static SocketPair Connect(Wire wire = Wire.Tcp, int? bufferSize = null)
    {
        var directory = wire == Wire.Unix ? Directory.CreateTempSubdirectory("rxs") : null;
        try
        {
            EndPoint at = wire switch
            {
                Wire.Tcp => new IPEndPoint(IPAddress.Loopback, 0),
                Wire.TcpIPv6 => new IPEndPoint(IPAddress.IPv6Loopback, 0),
                _ => new UnixDomainSocketEndPoint(Path.Combine(directory!.FullName, "s")),
            };
            using var listener = Make(at);
            if (bufferSize is { } receive) listener.ReceiveBufferSize = receive;
            listener.Bind(at);
            listener.Listen(1);
            var local = Make(at);
            if (bufferSize is { } send) local.SendBufferSize = send;
            local.Connect(listener.LocalEndPoint!);
            return new SocketPair(local, listener.Accept());
        }
        finally
        {
            directory?.Delete(recursive: true);
        }
    }

    /// <summary>Makes the peer send a reset instead of an orderly end.</summary>
    public void ResetByPeer()
    {
        Peer.LingerState = new LingerOption(true, 0);
        Peer.Dispose();
    }

    public void Dispose()
    {
        Local.Dispose();
        Peer.Dispose();
    }

    private static Socket Make(EndPoint at) => new(
        at.AddressFamily, SocketType.Stream, at is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
}
