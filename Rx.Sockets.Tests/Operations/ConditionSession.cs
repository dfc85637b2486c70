using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>One random history of writes with conditions of every kind: kernel, executor, requests and the end come in any order, also
/// from inside a condition. Whatever happens, the counts are those of the wire, and conditions get what they asked for.</summary>
internal sealed class ConditionSession(int seed)
{
    private const int Length = 12;

    private readonly Random _random = new(seed);
    private readonly SendBench _bench = new();
    private readonly List<TrackedSend> _sends = [];
    private readonly List<long> _goals = []; // the most that each may send
    private readonly List<long> _enough = []; // what each must have sent to succeed
    private bool _stopped;

    private ScriptedPort Port => _bench.Port;

    public void Run()
    {
        for (var i = 0; i < 60; i++)
            Step();
        while (_bench.Executor.RunOne() || _bench.Turns.RunOne() || Port.IsPending)
        {
            if (Port.IsPending) Port.Complete(NativeOutcome.Moved(Port.Offered));
        }

        Assert.All(_sends, send => Assert.Equal(1, send.SettledTimes));
        Assert.Equal(Port.Wire.Count, _sends.Sum(send => send.Result.BytesTransferred));
        Assert.Equal(Port.Wire.Count, _bench.Queue.BytesTransferred);
        Assert.Equal(0, _bench.Queue.Outstanding);
        Assert.Equal(_stopped ? 1 : 0, Port.Closes);
        for (var i = 0; i < _sends.Count; i++)
            Check(_sends[i].Result, _goals[i], _enough[i]);
    }

    private static void Check(SendResult result, long goal, long enough)
    {
        Assert.InRange(result.BytesTransferred, 0, goal);
        if (result.IsSuccess) Assert.InRange(result.BytesTransferred, enough, goal);
        if (result.Cancelled == CancellationLevel.Total) Assert.Equal(0, result.BytesTransferred);
        if (result.Error == SocketError.OperationAborted) Assert.NotEqual(CancellationLevel.None, result.Cancelled);
    }

    private void Step()
    {
        Port.Script.Clear();
        for (var i = _random.Next(3); i > 0; i--)
            Port.Script.Enqueue(_random.Next(3) == 0 ? null : NativeOutcome.Moved(1));
        Port.GivesBackAtOnce = _random.Next(2) == 0;
        switch (_random.Next(12))
        {
            case < 4:
                Subscribe();
                break;
            case < 7:
                _bench.Executor.RunOne();
                break;
            case 7:
                _bench.Turns.RunOne();
                break;
            case 8:
                Disturb();
                break;
            default:
                Complete();
                break;
        }
    }

    private void Subscribe()
    {
        var n = _random.Next(Length + 2);
        var (condition, goal, enough) = _random.Next(5) switch
        {
            0 => (CompletionCondition.TransferAll, Length, Length),
            1 => (CompletionCondition.TransferAtLeast(n), n == 0 ? 0 : Length, Math.Min(n, Length)),
            2 => (CompletionCondition.TransferExactly(n), Math.Min(n, Length), Math.Min(n, Length)),
            3 => (CompletionCondition.From((_, total) => Own(n - total)), Math.Min(n, Length), Math.Min(n, Length)),
            _ => (CompletionCondition.From((error, _) => Own(error == SocketError.Success ? 5 : _random.Next(3))), Length, Length),
        };
        if (_random.Next(2) == 0) condition = condition.WithStep(_random.Next(1, 4));
        var bytes = Pattern.Bytes(Length);
        BufferSequence buffers = _random.Next(2) == 0 ? bytes : [bytes.AsMemory(0, n % Length), bytes.AsMemory(n % Length)];
        _goals.Add(goal);
        _enough.Add(enough);
        var level = (CancellationLevel)(_random.Next(1, 4) * 2); // Terminal would end the session
        _sends.Add(new TrackedSend(new SendObservable(new SendPlan(_bench.Queue, buffers, SocketFlags.None, IsComposed: true) { Terms = SendTerms.None with { Condition = condition } }), level));
    }

    /// <summary>User code in a condition: it may do anything, and it may be wrong.</summary>
    private long Own(long answer)
    {
        if (_random.Next(10) == 0) Disturb();
        return _random.Next(20) switch
        {
            0 => throw new FormatException(),
            1 => -7,
            _ => answer,
        };
    }

    private void Disturb()
    {
        var open = _sends.Where(send => !send.IsSettled).ToList();
        if (_random.Next(40) == 0) Stop();
        else if (_random.Next(5) == 0) _bench.Queue.CancelAll(CancellationLevel.Partial);
        else if (open.Count > 0) open[_random.Next(open.Count)].Leave();
    }

    private void Stop()
    {
        _stopped = true;
        _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
    }

    private void Complete()
    {
        if (!Port.IsPending) return;
        Port.Complete(_random.Next(10) switch
        {
            0 => NativeOutcome.Failed(SocketError.ConnectionReset),
            1 => NativeOutcome.Withdrawn,
            _ => NativeOutcome.Moved(_random.NextInt64(1, Port.Offered + 1)),
        });
    }
}
