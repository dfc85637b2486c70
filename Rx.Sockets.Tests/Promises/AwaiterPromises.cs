using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>An awaiter is polled, not notified.</summary>
public sealed class AwaiterPromises
{
    private const int Sends = 1000;

    [Theory, EveryEngine]
    public async Task An_awaiter_may_be_complete_at_once(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var completed = false;

        // How many were ready in a row is counted by thread, and others have used the threads of the pool.
        OtherThread.Do(() => completed = pair.Socket.AsyncSend(new byte[10]).GetAwaiter().IsCompleted);

        Assert.True(completed);
    }

    [Theory, EveryEngine]
    public async Task At_most_64_awaits_in_a_row_are_complete_at_once_then_one_goes_through_the_executor(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var done = 0;
        Task? loop = null;
        OtherThread.Do(() => loop = SendInALoop(pair.Socket, () => ++done < Sends));
        Assert.Equal(64, done);

        while (!loop!.IsCompleted)
        {
            var before = done;
            pair.RunUntil(() => done > before);
            // One that was posted, then 64 more; the 65th goes through the executor again. One turn may hold several hops.
            Assert.True((done - before) % 65 == 0 || loop.IsCompleted, $"{done - before} in one turn");
        }

        await loop.Within();
        Assert.Equal(Sends, done);
    }

    [Theory, EveryEngine]
    public async Task A_loop_of_ready_sends_starves_nobody(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        using var neighbour = SocketPair.Connect();
        await using var other = new RxSocket(neighbour.Local, new RxSocketOptions { Loop = pair.Loop, Scheduler = pair.Loop });
        var stop = false;
        Task? loop = null;
        OtherThread.Do(() => loop = SendInALoop(pair.Socket, () => !stop));

        // On the loop's thread: without the limit none of these would ever get its turn.
        var heard = new Recorder<SendResult>();
        using var timer = System.Reactive.Concurrency.Scheduler.Schedule(pair.Loop, TimeSpan.FromMilliseconds(1), heard.OnCompleted);
        other.AsyncSend(new byte[1]).Subscribe(heard.OnNext);
        pair.RunUntil(() => heard.Calls == 2);

        stop = true;
        pair.RunUntil(() => loop!.IsCompleted);
        await loop!.Within();
        await other.DisposeAsync().AsTask().Within();
    }

    private static async Task SendInALoop(RxSocket socket, Func<bool> goOn)
    {
        var empty = socket.AsyncSend(Array.Empty<byte>());
        do
            Assert.True((await empty).IsSuccess);
        while (goOn());
    }
}
