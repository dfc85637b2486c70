using System.Net.Sockets;
using System.Text;
using Rx.Sockets;

namespace TickerGateway;

/// <summary>A connection to the gateway, and the client at its other end, in this process.</summary>
internal sealed class Subscriber(string name, bool isSlow, bool isStalled, RxSocket socket, Socket client)
{
    private readonly byte[] _buffer = new byte[4096];
    private int _kept;

    public string Name => name;

    public bool IsStalled => isStalled;

    /// <summary>The gateway's end.</summary>
    public RxSocket Socket => socket;

    /// <summary>Whole lines that have come.</summary>
    public long Received { get; private set; }

    public string Last { get; private set; } = "";

    /// <summary>The newest line of each symbol.</summary>
    public Dictionary<string, string> Newest { get; } = [];

    /// <summary>Of three one is slow; the fifth has stalled.</summary>
    public static async Task<Subscriber> ConnectAsync(TcpListener gateway, int number)
    {
        // Small buffers, so that who is slow is slow for the gateway, and not for the kernel only.
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
        await client.ConnectAsync(gateway.LocalEndpoint);
        var accepted = await gateway.AcceptSocketAsync();
        accepted.SendBufferSize = 8 * 1024;
        var (isSlow, isStalled) = (number % 3 == 0, number == 5);
        return new Subscriber($"{number} {(isStalled ? "stalled" : isSlow ? "slow" : "")}", isSlow, isStalled, new RxSocket(accepted), client);
    }

    /// <summary>Reads until the feed is over, or the connection.</summary>
    public async Task ReadAsync()
    {
        while (!Newest.ContainsKey(Feed.Close) && await client.ReceiveAsync(_buffer.AsMemory(_kept)) is > 0 and var count)
        {
            Keep(_buffer.AsSpan(0, _kept + count));
            if (isSlow) await Task.Delay(50);
        }
    }

    // What comes behind the last line end is a line that may yet be cut short: not to be believed.
    private void Keep(ReadOnlySpan<byte> unread)
    {
        for (int end; (end = unread.IndexOf((byte)'\n')) >= 0; unread = unread[(end + 1)..])
        {
            Last = Encoding.ASCII.GetString(unread[..end]);
            Newest[Gateway.SymbolOf(Last)] = Last;
            Received++;
        }

        unread.CopyTo(_buffer);
        _kept = unread.Length;
    }
}
