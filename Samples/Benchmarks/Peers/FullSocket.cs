using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Peers;

/// <summary>A connection whose peer does not read, filled until the kernel takes no more.</summary>
internal sealed class FullSocket(Socket socket, Socket peer) : IDisposable
{
    public Socket Socket => socket;

    public static FullSocket Connect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndpoint);
        var full = new FullSocket(socket, listener.AcceptSocket());
        full.Fill();
        return full;
    }

    public void Dispose()
    {
        peer.Dispose();
        socket.Dispose();
    }

    // Full for the smallest message, too; and for a while longer, because the kernel moves bytes over to the peer's buffer.
    private void Fill()
    {
        socket.Blocking = false;
        for (var size = 64 * 1024; size > 0; size /= 2)
        {
            var error = SocketError.Success;
            while (error == SocketError.Success)
                socket.Send(new byte[size], SocketFlags.None, out error);
        }

        socket.Blocking = true;
    }
}
