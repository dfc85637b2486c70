namespace Rx.Sockets.Tests.Programs;

/// <summary>io_uring_setup is denied to this thread and to those it starts.</summary>
internal static class Forbidden
{
    public static async Task<int> RunAsync(uint errno)
    {
        SeccompFilter.Deny(number: 425, errno); // io_uring_setup
        using var loop = new SocketLoop();
        try
        {
            new SocketLoop(SocketEngineKind.Uring).Dispose();
        }
        catch (PlatformNotSupportedException error)
        {
            Console.WriteLine($"Uring: {error.Message}");
        }

        Console.WriteLine($"Auto: {loop.EngineReason}");
        using var pair = new Pair(loop);
        Console.WriteLine($"sent {(await pair.Socket.AsyncWrite(new byte[64])).BytesTransferred}");
        return 0;
    }
}
