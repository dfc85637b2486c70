using System.Reactive.Linq;
using Rx.Sockets;

namespace Quickstart.Scenes;

/// <summary>A whole payload, piece by piece: Concat subscribes to the next write when the one before it has completed, and that is
/// all the flow control there is to write.</summary>
internal static class Transfer
{
    private static readonly int[] Columns = [-12, 14, -30];

    public static async Task<bool> RunAsync(SocketLoop loop, EmbeddedPeer peer, Payload payload)
    {
        Page.Title(2, $"AsyncWrite: all of it ({payload.Name}), at the pace of the peer");
        var (socket, reader) = await peer.ConnectAsync(loop, "a payload piece by piece, at the pace of the peer");
        using var end = reader;
        var reading = reader.ReadAsync(pause: TimeSpan.FromMilliseconds(15));

        var reported = await SendAsync(socket, payload);

        await socket.DisposeAsync();
        await reading;
        var agrees = reported == payload.Length && reader.Received == reported && reader.Holds(payload.Pieces());
        Page.Row(Columns, "reported", Page.Count(reported), "");
        Page.Row(Columns, "received", Page.Count(reader.Received), $"{Page.Verdict(agrees)}, every byte compared by SHA-256");
        return agrees;
    }

    /// <returns>The sum of what the writes reported.</returns>
    public static async Task<long> SendAsync(RxSocket socket, Payload payload)
    {
        var progress = new ProgressLine(payload.Length);
        progress.Show(0);
        try
        {
            return await payload.Pieces()
                .Select(piece => socket.AsyncWrite(piece))
                .Concat()
                .Scan(0L, (sum, result) => sum + result.BytesTransferred)
                .Do(progress.Show)
                .LastOrDefaultAsync();
        }
        finally
        {
            progress.End();
        }
    }
}
