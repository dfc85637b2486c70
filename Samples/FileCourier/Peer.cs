using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace FileCourier;

/// <summary>The other side, in this process. To it all connections are one stream: it greets each with the count of what it has got, and
/// reads on where the last one ended, be it inside a frame.</summary>
internal sealed class Peer(TcpListener listener)
{
    private readonly Dictionary<string, IncrementalHash> _files = [];
    private Socket? _connection;

    public long Received { get; private set; }

    public bool Has(string file, byte[] hash) => _files.TryGetValue(file, out var got) && hash.AsSpan().SequenceEqual(got.GetCurrentHash());

    /// <summary>Reads frames up to the one of nothing, no faster than a disk would take them.</summary>
    public async Task ReadAsync()
    {
        while (BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(4)) is > 0 and var length)
        {
            var frame = await ReadAsync(length);
            var end = Array.IndexOf(frame, (byte)0);
            var file = Encoding.UTF8.GetString(frame, 0, end);
            if (!_files.TryGetValue(file, out var hash)) _files.Add(file, hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256));
            hash.AppendData(frame.AsSpan(end + 1));
            await Task.Delay(2);
        }
    }

    private async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        for (var got = 0; got < length;)
        {
            var count = _connection is null ? 0 : await _connection.ReceiveAsync(bytes.AsMemory(got));
            if (count == 0)
            {
                _connection = await listener.AcceptSocketAsync();
                await _connection.SendAsync(BitConverter.GetBytes(Received));
            }

            (got, Received) = (got + count, Received + count);
        }

        return bytes;
    }
}
