using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>What random cancellations leave behind on a loop whose ring belongs to its thread.</summary>
public sealed class LeakTests : IDisposable
{
    private const int Rounds = 40;
    private const int Sends = 100;

    private readonly UringEngine _engine;
    private readonly SocketLoop _loop;
    private readonly List<CountingMemory> _memories = [];
    private readonly int _seed = Random.Shared.Next(1_000_000);
    private readonly Random _random;

    public LeakTests()
    {
        Machine.NeedsUring();
        _engine = UringEngine.Open(ownThread: true);
        _loop = new SocketLoop(new EngineLoop(_engine, TimeProvider.System), SocketEngineKind.Uring, ownThread: true);
        _random = new Random(_seed);
    }

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Thousands_of_random_cancellations_leave_no_slot_taken_and_nothing_pinned()
    {
        var cancelled = 0;
        for (var i = 0; i < Rounds; i++)
        {
            try
            {
                cancelled += await RunRoundAsync();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {_seed}, round {i}", error);
            }
        }

        var pins = _memories.Sum(memory => memory.Pins);
        Assert.True(cancelled > Rounds && pins > Rounds, $"seed {_seed}: {cancelled} cancelled and {pins} pins are no test");
        Assert.True(_memories.All(memory => memory.Pins == memory.Unpins), $"seed {_seed}: {pins - _memories.Sum(memory => memory.Unpins)} pins left");
        Assert.Equal(0, _engine.Requests.Count);
    }

    /// <returns>How many sends were cancelled.</returns>
    private async Task<int> RunRoundAsync()
    {
        using var pair = SocketPair.Connect(_random.Next(2) == 0 ? Wire.Tcp : Wire.Unix, bufferSize: 16 * 1024);
        var socket = new RxSocket(pair.Local, new RxSocketOptions { Loop = _loop });
        var results = new List<Task<SendResult>>();
        var subscriptions = new List<IDisposable>();
        var reading = _random.Next(4) == 0 ? null : pair.Peer.ReadToEndAsync();
        while (results.Count < Sends)
        {
            results.Add(Begin(socket, subscriptions));
            if (_random.Next(2) == 0) Leave(subscriptions);
            if (_random.Next(4) == 0) await Task.Yield();
        }

        while (subscriptions.Count > Sends / 2)
            Leave(subscriptions);
        if (_random.Next(2) == 0) socket.Cancel();
        await socket.DisposeAsync().AsTask().Within();
        var all = await Task.WhenAll(results).Within();
        if (reading is not null) Assert.Equal(all.Sum(result => result.BytesTransferred), (await reading.Within()).Length);
        return all.Count(result => result.Cancelled != CancellationLevel.None);
    }

    private Task<SendResult> Begin(RxSocket socket, List<IDisposable> subscriptions)
    {
        var settled = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        BufferSequence data = _random.Next(2) == 0 ? Piece() : BufferSequence.Of([Piece(), Piece(), Piece()]);
        var send = _random.Next(4) == 0 ? socket.AsyncSend(data) : socket.AsyncWrite(data);
        var level = (CancellationLevel)_random.Next(1, (int)CancellationLevel.All + 1);
        subscriptions.Add(send.CancelOnUnsubscribe(level, settled.SetResult).Subscribe(new Recorder<SendResult>()));
        return settled.Task;
    }

    private void Leave(List<IDisposable> subscriptions)
    {
        var index = _random.Next(subscriptions.Count);
        subscriptions[index].Dispose();
        subscriptions.RemoveAt(index);
    }

    private ReadOnlyMemory<byte> Piece()
    {
        var memory = new CountingMemory(_random.Next(1, 40_000));
        _memories.Add(memory);
        return memory.Memory;
    }
}
