using System.Net;
using System.Net.Sockets;

namespace Rx.Sockets.Tests.Programs;

/// <summary>The process that is the other side: prints its port, waits for a line, reads all connections to their ends, prints how much
/// that was.</summary>
internal static class CrowdReader
{
    public const int KernelBuffer = 16 * 1024;

    // What comes is not looked at: all read into one place.
    private static readonly byte[] Bin = new byte[64 * 1024];

    public static async Task<int> RunAsync(int count)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = KernelBuffer };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(count);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        var sockets = new List<Socket>();
        while (sockets.Count < count)
            sockets.Add(await listener.AcceptAsync());
        await Console.In.ReadLineAsync();
        Console.WriteLine((await Task.WhenAll(sockets.Select(ReadToEndAsync))).Sum());
        return 0;
    }

    private static async Task<long> ReadToEndAsync(Socket socket)
    {
        var total = 0L;
        while (await socket.ReceiveAsync(Bin) is > 0 and var read)
            total += read;
        return total;
    }
}
