using Rx.Sockets;

namespace Quickstart.Scenes;

/// <summary>A write waits for a peer that does not read: no thread is blocked, nothing piles up in this process.</summary>
internal static class Backpressure
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);
    private static readonly int[] Columns = [-22, 12, 12, 14, -8];

    public static async Task<bool> RunAsync(SocketLoop loop, EmbeddedPeer peer)
    {
        Page.Title(3, "Backpressure: the peer stops reading, the write waits for it");
        var (socket, reader) = await peer.ConnectAsync(loop, "a write waits for a peer that stops reading");
        using var end = reader;
        var payload = new byte[32 << 20];
        Page.Row(Columns, "the peer", "taken", "received", "in the kernel", "write");
        Page.Rule(Columns);

        var writing = WriteAsync(socket, payload);
        await StepAsync("does not read", 0);
        await StepAsync("still does not", 0);
        await StepAsync("reads 8 MiB, stops", 8 << 20);
        await StepAsync("still stands", 0);
        await StepAsync("reads all the rest", payload.Length - reader.Received);
        var result = await writing;
        await socket.DisposeAsync();
        return result.BytesTransferred == payload.Length && reader.Received == payload.Length;

        async Task StepAsync(string what, long bytes)
        {
            await reader.ReadAsync(bytes);
            await Task.Delay(Moment);
            var (taken, received) = (socket.BytesTransferred, reader.Received);
            var state = writing.IsCompleted ? "complete" : "waits";
            Page.Row(Columns, what, Page.Count(taken), Page.Count(received), Page.Count(taken - received), state);
        }
    }

    private static async Task<SendResult> WriteAsync(RxSocket socket, byte[] payload) => await socket.AsyncWrite(payload);
}
