using System.Net;
using System.Net.Sockets;

namespace Rx.Sockets.Tests.Programs;

/// <summary>Two connected sockets.</summary>
internal static class Pair
{
    public static (Socket Local, Socket Peer) Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var local = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        local.Connect(listener.LocalEndPoint!);
        return (local, listener.Accept());
    }

    /// <summary>Reads in the background until the process ends.</summary>
    public static void Drain(Socket peer)
    {
        var thread = new Thread(() =>
        {
            var buffer = new byte[64 * 1024];
            while (peer.Receive(buffer) > 0)
            {
            }
        });
        thread.IsBackground = true;
        thread.Start();
    }
}
