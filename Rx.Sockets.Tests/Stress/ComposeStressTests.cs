using HonestCancel.Torture;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Stress;

/// <summary>Composed sends whose functions take random steps, resume, give up and throw, while other threads ask them to stop: what
/// they report, what the socket counts and what the peer reads are the same bytes. A failure names the seed, which decides all but
/// the interleaving.</summary>
public sealed class ComposeStressTests
{
    private const int Sends = 1_500;
    private const int AtATime = 8;

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Random_requests_from_other_threads_lose_no_byte(SocketEngineKind engine)
    {
        var seed = Random.Shared.Next();
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var reading = pair.Peer.ReadToEndAsync();
        var all = await SubscribeAll(pair.Socket, seed);

        await pair.Socket.WhenIdle().Within();
        await Task.WhenAll(all.Select(send => send.Settled)).Within();
        var taken = pair.Socket.BytesTransferred;
        await pair.Socket.DisposeAsync().AsTask().Within();
        var received = await reading.Within();
        var reported = all.Select(send => ((long)send.Number, (int)send.Result.BytesTransferred)).ToList();
        Assert.True(reported.Sum(report => (long)report.Item2) == taken, $"seed {seed}: the socket counts {taken}");
        var audit = Audit.Of(reported, received, isCutOff: false);
        Assert.True(audit.Complaint is null, $"seed {seed}: {audit.Complaint}");
        Assert.All(all, send => Assert.True(send.Complaint is null, $"seed {seed}: send {send.Number} {send.Complaint}"));
        // It was one: some were stopped at each level, some went on after a stop, some threw.
        Assert.Contains(all, send => send.Result.Cancelled == CancellationLevel.Total);
        Assert.Contains(all, send => send.Result is { Cancelled: CancellationLevel.Partial, BytesTransferred: > 0 });
        Assert.Contains(all, send => send.Resumed && send.Result.IsSuccess);
        Assert.Contains(all, send => send.Result.Error == System.Net.Sockets.SocketError.SocketError);
    }

    private static async Task<List<RandomComposedSend>> SubscribeAll(RxSocket socket, int seed)
    {
        var all = new List<RandomComposedSend>();
        var places = new SemaphoreSlim(AtATime); // released by the last sends after this method has returned
        for (var number = 0; number < Sends; number++)
        {
            Assert.True(await places.WaitAsync(Deadline.Limit, TestContext.Current.CancellationToken), $"seed {seed}: no place after {number} sends");
            var send = new RandomComposedSend(number, unchecked(seed + number), () => places.Release());
            all.Add(send);
            send.Subscribe(socket);
        }

        return all;
    }
}
