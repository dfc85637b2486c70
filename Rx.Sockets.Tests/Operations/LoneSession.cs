using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>A random history of sends that often find nobody in line, and all that can be seen of it.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="isPlain">Whether the sends may go the short way; else each has a ledger, and goes the long one.</param>
internal sealed class LoneSession(int seed, bool isPlain)
{
    private const int Length = 4;

    private readonly Random _random = new(seed);
    private readonly SendBench _bench = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly List<string> _seen = [];

    private ScriptedPort Port => _bench.Port;

    public IReadOnlyList<string> Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var step = Step();
            _seen.Add($"{step}: {_bench.Queue.BytesTransferred} out, {_bench.Queue.Outstanding} outstanding, {_bench.Queue.Life.State}, "
                + $"{Port.Starts} starts, {Port.Withdrawals} withdrawals, {(Port.IsPending ? Port.Offered : 0)} pending, {_bench.Executor.Count} posted");
        }

        _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        if (Port.IsPending) Port.Complete(NativeOutcome.Withdrawn);
        _bench.Executor.Run();
        return [.. _seen, $"wire {Convert.ToHexString([.. Port.Wire])}, closed {Port.Closes}"];
    }

    private string Step()
    {
        if (Port.IsPending && _random.Next(2) == 0) return Complete();
        switch (_random.Next(16))
        {
            case < 9:
                PrepareThePort();
                Subscribe();
                Port.Script.Clear();
                return "subscribe";
            case < 12:
                _bench.Executor.Run();
                return "deliver";
            case 12:
                _bench.Queue.CancelAll(Level());
                return "cancel";
            case < 15 when _subscriptions.Count > 0:
                _subscriptions[_random.Next(_subscriptions.Count)].Dispose();
                return "leave";
            default:
                if (_random.Next(10) == 0) Stop();
                return "perhaps stop";
        }
    }

    private void PrepareThePort()
    {
        if (Port.IsPending) return;
        Port.GivesBackAtOnce = _random.Next(2) == 0;
        NativeOutcome? first = _random.Next(8) switch
        {
            0 => null,
            1 => NativeOutcome.Withdrawn,
            2 => NativeOutcome.Failed(SocketError.NoBufferSpaceAvailable),
            3 => NativeOutcome.Moved(_random.Next(1, Length)),
            _ => NativeOutcome.Moved(Length),
        };
        Port.Script.Enqueue(first);
        Port.DuringStart = _random.Next(8) switch
        {
            0 => Subscribe,
            1 => () => _bench.Queue.CancelAll(Level()),
            2 when _random.Next(6) == 0 => Stop,
            _ => null,
        };
    }

    private void Subscribe()
    {
        var number = _subscriptions.Count + 1;
        var bytes = Enumerable.Repeat((byte)number, Length).ToArray();
        var send = _random.Next(2) == 0 ? _bench.AsyncSend(bytes) : _bench.AsyncWrite(bytes);
        if (!isPlain) send = send.CancelOnUnsubscribe(CancellationLevel.Total, static _ => { });
        _subscriptions.Add(send.AsResult().Subscribe(new Teller(number, _seen)));
    }

    private string Complete()
    {
        var outcome = _random.Next(8) switch
        {
            0 => NativeOutcome.Withdrawn,
            1 => NativeOutcome.Failed(SocketError.ConnectionReset),
            _ => NativeOutcome.Moved(_random.NextInt64(1, Port.Offered + 1)),
        };
        Port.Complete(outcome);
        return "complete";
    }

    private void Stop() => _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);

    /// <summary>Terminal ends a session early, so it is rare.</summary>
    private CancellationLevel Level() => _random.Next(25) == 0 ? CancellationLevel.All : (CancellationLevel)(_random.Next(4) * 2);

    private sealed class Teller(int number, List<string> told) : IObserver<SendResult>
    {
        public void OnNext(SendResult value) => told.Add($"{number} ends with {value}");

        public void OnError(Exception error) => told.Add($"{number} fails with {error.Message}");

        public void OnCompleted() => told.Add($"{number} is over");
    }
}
