using System.Net;
using System.Net.Sockets;
using Rx.Sockets;

namespace Tokens;

/// <summary>A connection over loopback: the socket that sends, and a peer in this process that reads and counts.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _peer;
    private readonly byte[] _read = new byte[64 * 1024];

    private Desk(RxSocket socket, Socket peer, int bytes) => (Socket, _peer, Message) = (socket, peer, new byte[bytes]);

    public RxSocket Socket { get; }

    /// <summary>What every token sends.</summary>
    public BufferSequence Message { get; }

    /// <summary>More than the kernel takes while the peer does not read.</summary>
    public BufferSequence Flood { get; } = new byte[64 << 20];

    /// <summary>What the tokens said, in all.</summary>
    public long Reported { get; private set; }

    /// <summary>What the peer has read, in all.</summary>
    public long Received { get; private set; }

    public static async Task<Desk> OpenAsync(SocketLoop loop, int bytes)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndpoint);
        return new Desk(new RxSocket(client, new RxSocketOptions { Loop = loop }), await listener.AcceptSocketAsync(), bytes);
    }

    /// <summary>Sends in the way of a row, and reads what it reports.</summary>
    /// <returns>What came back, and how much the peer read.</returns>
    public async Task<(Answer Answer, long Read)> RunAsync(Row row)
    {
        var before = Received;
        var reading = row.IsStopped ? Task.CompletedTask : ReadAsync(Message.Length);
        var answer = await row.Send(this).WaitAsync(Patience);
        await reading.WaitAsync(Patience);
        await ReadAsync(answer.Bytes - (Received - before)).WaitAsync(Patience);
        Reported += answer.Bytes;
        return (answer, Received - before);
    }

    /// <summary>Closes; whether nothing is left that nobody has reported.</summary>
    public async Task<bool> CloseAsync()
    {
        await Socket.DisposeAsync();
        await ReadAsync(long.MaxValue).WaitAsync(Patience);
        return Received == Reported && Reported == Socket.BytesTransferred;
    }

    public async ValueTask DisposeAsync()
    {
        await Socket.DisposeAsync();
        _peer.Dispose();
    }

    private async Task ReadAsync(long bytes)
    {
        while (bytes > 0)
        {
            var count = await _peer.ReceiveAsync(_read.AsMemory(0, (int)Math.Min(bytes, _read.Length)));
            if (count == 0) return;
            bytes -= count;
            Received += count;
        }
    }
}
