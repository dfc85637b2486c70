using System.Net.Sockets;

namespace Rx.Sockets.Engines.Uring;

/// <summary>Closes a socket when the kernel has let go of what it sends without a copy; of one whose peer does not read, by a reset.</summary>
internal static class NoticedClose
{
    /// <summary>Ends the sending side, waits for the notices as long as the socket is to linger, and closes.</summary>
    public static async Task RunAsync(Socket socket, ZeroCopy zeroCopy, UringEngine engine)
    {
        EndSending(socket);
        engine.TakeNotices();
        try
        {
            await zeroCopy.WhenNoticed().WaitAsync(zeroCopy.Linger, engine.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            engine.TakeNotices(); // nobody may be turning the loop
            if (zeroCopy.IsHeld) Reset(socket);
        }

        await GracefulClose.RunAsync(socket).ConfigureAwait(false);
    }

    /// <summary>Closes at once, with a reset: the kernel drops what it has not sent, and lets go.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed behind our back.
        }

        socket.Dispose();
    }

    private static void EndSending(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Not connected any more, or closed behind our back.
        }
    }
}
