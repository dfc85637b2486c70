namespace Rx.Sockets.Tests.Programs;

/// <summary>Ten thousand sockets on one loop. All write at once, to a peer that reads nothing; every third is stopped; then the peer
/// reads, or is killed.</summary>
internal static class Crowd
{
    private const int Count = 10_000;

    // More than the kernel keeps for one connection: every write waits in the ring.
    private static readonly byte[] Message = new byte[64 * 1024];

    public static async Task<int> RunAsync(bool isKilled)
    {
        using var loop = new SocketLoop(SocketEngineKind.Uring);
        using var peer = new CrowdPeer(Count);
        var sockets = Enumerable.Range(0, Count).Select(_ => new RxSocket(peer.Connect(), new RxSocketOptions { Loop = loop })).ToList();
        var sends = sockets.ConvertAll(SendAsync);
        Console.WriteLine($"{sends.Count(send => !send.IsCompleted)} wait");
        for (var i = 0; i < Count; i += 3)
            sockets[i].Cancel(CancellationLevel.Partial);
        await Task.WhenAll(sends.Where((_, i) => i % 3 == 0));
        if (isKilled) peer.Kill();
        else peer.LetRead();
        var results = await Task.WhenAll(sends);
        await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        var taken = isKilled ? sockets.Sum(socket => socket.BytesTransferred) : peer.ReadTotal();
        Tell(results, taken);
        return 0;
    }

    private static async Task<SendResult> SendAsync(RxSocket socket) => await socket.AsyncWrite(Message).AsResult();

    private static void Tell(SendResult[] results, long taken)
    {
        Console.WriteLine($"{results.Count(result => result.IsSuccess)} whole");
        Console.WriteLine($"{results.Count(result => result.Cancelled == CancellationLevel.Partial)} stopped");
        Console.WriteLine($"{results.Count(result => !result.IsSuccess && result.Cancelled == CancellationLevel.None)} failed");
        Console.WriteLine($"{results.Sum(result => result.BytesTransferred) - taken} bytes unaccounted for");
    }
}
