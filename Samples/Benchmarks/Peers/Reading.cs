using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Benchmarks.Peers;

/// <summary>What the other end does with one connection, on a thread of its own, blocking.</summary>
internal static class Reading
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads and forgets.</summary>
    public static void Drain(Socket socket)
    {
        var buffer = new byte[BufferBytes];
        while (Receive(socket, buffer) > 0)
        {
        }

        socket.Dispose();
    }

    /// <summary>Sends back what comes.</summary>
    public static void Echo(Socket socket)
    {
        var buffer = new byte[BufferBytes];
        while (Receive(socket, buffer) is > 0 and var count)
            socket.Send(buffer.AsSpan(0, count));
        socket.Dispose();
    }

    /// <summary>Reads to the end, and prints how many bytes there were and their hash.</summary>
    public static void Digest(Socket socket)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var total = 0L;
        while (Receive(socket, buffer) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            total += count;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total} {Convert.ToHexString(hash.GetHashAndReset())}"));
        socket.Dispose();
    }

    // A connection that is reset has ended, too.
    private static int Receive(Socket socket, byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
