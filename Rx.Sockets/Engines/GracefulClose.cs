using System.Net.Sockets;

namespace Rx.Sockets.Engines;

/// <summary>Closes a socket without losing what the kernel has already taken. Any thread; no system call of ours in progress.</summary>
internal static class GracefulClose
{
    /// <summary>Ends the sending side, then closes; on the thread pool if the socket lingers.</summary>
    /// <remarks>Without the shutdown .NET resets the connection when a receive is pending, and the peer loses bytes that were
    /// already reported as taken.</remarks>
    public static Task RunAsync(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            if (socket.LingerState is { Enabled: true, LingerTime: > 0 }) return Task.Run(socket.Dispose);
        }
        catch (SocketException)
        {
            // Not connected any more: there is nothing to end in good order.
        }
        catch (ObjectDisposedException)
        {
            // Closed behind our back.
        }

        socket.Dispose();
        return Task.CompletedTask;
    }
}
