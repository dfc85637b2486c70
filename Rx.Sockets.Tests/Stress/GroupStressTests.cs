using System.Collections.Concurrent;
using HonestCancel.Torture;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Stress;

/// <summary>Groups over three sockets whose members end, are asked and are left on many threads at once: each group reports once, what
/// it reports of each member is what that member settled with, and no byte is lost. A failure names the seed.</summary>
public sealed class GroupStressTests
{
    private const int Groups = 400;
    private const int AtATime = 4;

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Random_groups_account_for_every_byte_of_every_member(SocketEngineKind engine)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var first = RxPair.Threaded(engine, Wire.Unix);
        await using var second = RxPair.Threaded(engine, Wire.Unix);
        await using var third = RxPair.Threaded(engine, Wire.Unix);
        RxPair[] pairs = [first, second, third];
        var streams = pairs.Select(pair => pair.Peer.ReadToEndAsync()).ToArray();
        var ledger = new ConcurrentDictionary<(int Socket, long Number), SendResult>();
        var groups = new List<Task<GroupResult>>();
        using var places = new SemaphoreSlim(AtATime);
        for (var number = 0; number < Groups; number++)
        {
            Assert.True(await places.WaitAsync(Deadline.Limit, TestContext.Current.CancellationToken), $"seed {seed}: no place after {number} groups");
            groups.Add(Begin(pairs, number, ledger, random, () => places.Release()));
        }

        var results = await Task.WhenAll(groups).Within();
        bool Agrees(GroupResult result, int number) => result.Results.SequenceEqual(Enumerable.Range(0, 3).Select(socket => ledger[(socket, number)]));
        Assert.All(results, (result, number) => Assert.True(Agrees(result, number), $"seed {seed}: group {number} says {result}"));
        for (var socket = 0; socket < 3; socket++)
        {
            await pairs[socket].Socket.DisposeAsync().AsTask().Within();
            var reported = Enumerable.Range(0, Groups).Select(number => ((long)number, (int)ledger[(socket, number)].BytesTransferred)).ToList();
            var audit = Audit.Of(reported, await streams[socket].Within(), isCutOff: false);
            Assert.True(audit.Complaint is null, $"seed {seed}: socket {socket}: {audit.Complaint}");
        }
    }

    private static Task<GroupResult> Begin(
        RxPair[] pairs, int number, ConcurrentDictionary<(int Socket, long Number), SendResult> ledger, Random random, Action over)
    {
        var outcome = new TaskCompletionSource<GroupResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sends = pairs.Select((pair, socket) => pair.Socket.AsyncWrite(Content.Of(number, random.Next(1, 100_000)).ToArray())
            .CancelOnUnsubscribe(CancellationLevel.Total, result => Assert.True(ledger.TryAdd((socket, number), result))));
        var group = ParallelGroup.Of([.. sends]);
        // Terminal would close a door; the level of each request may be refused.
        CancellationLevel[] levels = [CancellationLevel.Partial, CancellationLevel.Total, CancellationLevel.Total | CancellationLevel.Partial];
        var level = levels[random.Next(levels.Length)];
        GroupObservable[] ways = [group.WaitForAll(), group.WaitForOne(level), group.WaitForOneSuccess(level), group.WaitForOneError(level)];
        var signal = new CancellationSignal();
        var subscription = ways[random.Next(ways.Length)].BindCancellationSlot(signal.Slot).CancelOnUnsubscribe(level, result =>
        {
            over(); // first: the test may end with the last outcome, and its places with it
            outcome.SetResult(result);
        }).Subscribe(_ => { });
        if (random.Next(3) == 0) ThreadPool.UnsafeQueueUserWorkItem(_ => signal.Emit(level), null);
        if (random.Next(3) == 0) ThreadPool.UnsafeQueueUserWorkItem(_ => subscription.Dispose(), null);
        return outcome.Task;
    }
}
