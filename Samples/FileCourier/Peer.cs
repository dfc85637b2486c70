using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace FileCourier;

/// <summary>The other side, in this process. To it all connections are one stream, wherever in a frame one ends and the next goes on.</summary>
internal sealed class Peer(TcpListener listener)
{
    private Socket? _connection;

    public long Received { get; private set; }

    /// <summary>Reads to the end, and tells of each file that has come whole, with the hash that was sent behind it.</summary>
    public async Task ReadAsync(Action intact)
    {
        while (await ReadFrameAsync() is { Length: > 0 })
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            while (await ReadFrameAsync() is { Length: > 0 } piece)
                hash.AppendData(piece);
            if (Convert.ToHexString(await ReadFrameAsync()) == Convert.ToHexString(hash.GetHashAndReset())) intact();
        }
    }

    private async Task<byte[]> ReadFrameAsync() => await ReadAsync(BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(4)));

    private async Task<byte[]> ReadAsync(int length)
    {
        await Task.Delay(length / 2_000); // a disk that takes 2 MB a second
        var bytes = new byte[length];
        for (var got = 0; got < length;)
        {
            var count = _connection is null ? 0 : await _connection.ReceiveAsync(bytes.AsMemory(got));
            (got, Received) = (got + count, Received + count);
            if (count == 0) _connection = await listener.AcceptSocketAsync();
        }

        return bytes;
    }
}
