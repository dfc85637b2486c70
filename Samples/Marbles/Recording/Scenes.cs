using Rx.Sockets;

namespace MarbleTool.Recording;

/// <summary>What <c>record</c> plays. Nothing in it waits by the clock, so it has the same shape each time.</summary>
internal static class Scenes
{
    private static readonly byte[] Small = "hello"u8.ToArray();

    // More than the kernel takes before the peer reads: whoever leaves it at once leaves it half-way.
    private static readonly byte[] Large = new byte[1 << 20];

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("a write that fits", run => Connection.Watch(run.Socket.AsyncWrite(Small))),
        new("a send is short", run => Connection.Watch(run.Socket.AsyncSend(Large))),
        new("a write waits for its peer", WaitAsync),
        new("the middle of three writes leaves the line", LeaveTheLineAsync),
        new("a write is left half-way at level total", run => LeaveAsync(run, CancellationLevel.Total)),
        new("a write is left half-way at level partial, and another one follows", LeaveAndGoOnAsync),
        new("a write is left half-way at level terminal, and another one is refused", LeaveForGoodAsync),
        new("Cancel stops all, and the socket goes on", CancelAsync),
    ];

    private static Task WaitAsync(Connection run)
    {
        var written = Connection.Watch(run.Socket.AsyncWrite(Large));
        return Task.WhenAll(written, run.ReadAsync(Large.Length));
    }

    private static Task LeaveTheLineAsync(Connection run)
    {
        var first = Connection.Watch(run.Socket.AsyncWrite(Large));
        var middle = Connection.Leave(run.Socket.AsyncWrite(Small), CancellationLevel.Total);
        var last = Connection.Watch(run.Socket.AsyncWrite(Small));
        return Task.WhenAll(first, middle, last, run.ReadAsync(Large.Length));
    }

    private static Task LeaveAsync(Connection run, CancellationLevel level)
    {
        var left = Connection.Leave(run.Socket.AsyncWrite(Large), level);
        return level == CancellationLevel.Total ? Task.WhenAll(left, run.ReadAsync(Large.Length)) : left;
    }

    private static async Task LeaveAndGoOnAsync(Connection run)
    {
        await LeaveAsync(run, CancellationLevel.Partial);
        await Task.WhenAll(Connection.Watch(run.Socket.AsyncWrite(Small)), run.ReadAsync(run.Socket.BytesTransferred));
    }

    private static async Task LeaveForGoodAsync(Connection run)
    {
        await LeaveAsync(run, CancellationLevel.Terminal);
        await Connection.Watch(run.Socket.AsyncWrite(Small));
        run.Socket.Dispose();
    }

    private static async Task CancelAsync(Connection run)
    {
        var write = run.Socket.AsyncWrite(Large);
        var first = Connection.Watch(write);
        var second = Connection.Watch(run.Socket.AsyncWrite(Small));
        run.Socket.Cancel();
        await Task.WhenAll(first, second);
        await Task.WhenAll(Connection.Watch(write), run.ReadAsync(run.Socket.BytesTransferred + Large.Length));
    }
}
