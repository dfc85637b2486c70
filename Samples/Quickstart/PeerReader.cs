using System.Net.Sockets;
using System.Security.Cryptography;

namespace Quickstart;

/// <summary>The peer's end of one connection: counts and fingerprints what arrives.</summary>
internal sealed class PeerReader(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Received { get; private set; }

    /// <summary>Whether what has arrived, all of it and in order, is what these pieces hold.</summary>
    public bool Holds(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var expected = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in pieces)
            expected.AppendData(piece.Span);
        return _hash.GetCurrentHash().AsSpan().SequenceEqual(expected.GetCurrentHash());
    }

    /// <summary>Reads so many bytes more, fewer only if the stream ends.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="pause">A rest after each MiB: a peer that is slower than the sender.</param>
    public async Task ReadAsync(long bytes = long.MaxValue, TimeSpan pause = default)
    {
        var left = bytes;
        while (left > 0)
        {
            var count = await socket.ReceiveAsync(_buffer.AsMemory(0, (int)Math.Min(left, _buffer.Length)));
            if (count == 0) return;
            _hash.AppendData(_buffer.AsSpan(0, count));
            if (pause > TimeSpan.Zero && Received >> 20 != (Received + count) >> 20) await Task.Delay(pause);
            Received += count;
            left -= count;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _hash.Dispose();
    }
}
