using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Rx.Sockets;

namespace TickerGateway;

/// <summary>A connection to the gateway, and the client at its other end, in this process. It rests when it has read; where
/// <paramref name="rest"/> is null it has stalled, and reads nothing until it is given up.</summary>
internal sealed class Subscriber(Socket client, TimeSpan? rest)
{
    private readonly PipeReader _reader = PipeReader.Create(new NetworkStream(client));
    private readonly Dictionary<string, string> _newest = [];

    public string Pace => rest is null ? "stalled" : rest > TimeSpan.Zero ? "slow" : "";

    public string Last { get; private set; } = "";

    public long Received { get; private set; }

    /// <summary>What the gateway has sent it; known when it has been sent all, or given up.</summary>
    public SendProgress? Sent { get; set; }

    /// <summary>Reads to the end of the connection; where it has stalled, when the gateway has no business with it any more.</summary>
    public async Task FollowAsync(Task all)
    {
        if (rest is null) await all;
        while (await _reader.ReadAsync() is { IsCompleted: false } read)
        {
            var unread = new SequenceReader<byte>(read.Buffer);
            while (unread.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
            {
                (Last, Received) = (Encoding.ASCII.GetString(line), Received + 1);
                _newest[Gateway.SymbolOf(Last)] = Last;
            }

            _reader.AdvanceTo(unread.Position, read.Buffer.End); // a line that has been cut short is not counted
            if (rest is { } pause) await Task.Delay(pause);
        }
    }

    /// <summary>Whether what was sent has come, no line is unaccounted for, and the newest of each symbol were among them.</summary>
    public bool Agrees(int offered, HashSet<KeyValuePair<string, string>> newest) =>
        Sent is { } sent && Received == sent.Messages
        && sent.Messages + sent.Dropped + sent.Conflated == offered
        && (rest is null || newest.SetEquals(_newest));
}
