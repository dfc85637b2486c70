using Rx.Sockets;

namespace Quickstart.Scenes;

/// <summary>AsyncSend is one native send: what the kernel takes at once, and no more.</summary>
internal static class ShortSend
{
    private static readonly int[] Columns = [-12, 14, -30];

    public static async Task<bool> RunAsync(SocketLoop loop, EmbeddedPeer peer)
    {
        Page.Title(1, "AsyncSend: one native send, possibly short");
        var (socket, reader) = await peer.ConnectAsync(loop, "one native send, possibly short");
        using var end = reader;
        BufferSequence buffer = new byte[64 << 20];

        var result = await socket.AsyncSend(buffer);

        await socket.DisposeAsync();
        await reader.ReadAsync();
        var agrees = result.IsSuccess && result.BytesTransferred == reader.Received;
        Page.Row(Columns, "offered", Page.Count(buffer.Length), "to a peer that does not read yet");
        Page.Row(Columns, "reported", Page.Count(result.BytesTransferred), "a short send is a success");
        Page.Row(Columns, "received", Page.Count(reader.Received), Page.Verdict(agrees));
        Page.Row(Columns, "left to send", Page.Count(buffer.From(result.BytesTransferred).Length), "buffer.From(reported)");
        return agrees;
    }
}
