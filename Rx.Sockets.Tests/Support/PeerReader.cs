using System.Net.Sockets;

namespace Rx.Sockets.Tests.Support;

/// <summary>Reads from the peer's end, on the test's thread or in the background.</summary>
public static class PeerReader
{
    /// <summary>Reads exactly so many bytes.</summary>
    public static async Task<byte[]> ReadAsync(this Socket peer, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var n = await peer.ReceiveAsync(bytes.AsMemory(read)).AsTask().Within();
            Assert.True(n > 0, $"the peer's stream ended after {read} of {count} bytes");
            read += n;
        }

        return bytes;
    }

    /// <summary>Reads until the orderly end.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Socket peer)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await peer.ReceiveAsync(buffer.AsMemory()).AsTask().Within() is var n and > 0)
            all.Write(buffer, 0, n);
        return all.ToArray();
    }

    /// <summary>Reads what is there now, without waiting for more; what a full socket has taken so far.</summary>
    public static int ReadAvailable(this Socket peer)
    {
        var total = 0;
        var buffer = new byte[64 * 1024];
        while (peer.Available > 0)
            total += peer.Receive(buffer);
        return total;
    }

    /// <summary>Reads what is there now and keeps it.</summary>
    public static void ReadAvailable(this Socket peer, Stream into)
    {
        var buffer = new byte[64 * 1024];
        while (peer.Available > 0)
            into.Write(buffer, 0, peer.Receive(buffer));
    }
}
