using System.Net.Sockets;

namespace Benchmarks.Peers;

/// <summary>Reads thousands of connections and forgets what they bring. The runtime's own epoll does the waiting.</summary>
internal sealed class ManyDrain : IDisposable
{
    private const int BufferBytes = 4 * 1024;

    private readonly List<Socket> _sockets = [];

    public void Add(Socket socket)
    {
        _sockets.Add(socket);
        _ = DrainAsync(socket);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private static async Task DrainAsync(Socket socket)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset: it has ended, too.
        }
    }
}
