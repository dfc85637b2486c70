using System.Net.Sockets;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>After a granted Terminal nothing goes out any more but what was going out.</summary>
public sealed class TerminalClosesTheDoor
{
    private static readonly SendResult Refused = new(SocketError.Disconnecting, 0);

    [Theory, EveryEngine]
    public async Task The_running_send_ends_whole_if_a_waiting_one_was_cancelled(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var running = pair.Block();
        var cancelled = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal).Subscribe(cancelled);

        signal.OnNext(CancellationLevel.Terminal);

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal), pair.RunToError(cancelled).Result);
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
        Assert.Equal(Pattern.Bytes(PairSteps.TooMuch), pair.Receive(PairSteps.TooMuch));
        pair.RunUntil(() => running.IsCompleted);
        Assert.Equal([new SendResult(SocketError.Success, PairSteps.TooMuch)], running.Values);
        Assert.Equal(0, pair.Peer.Available);
    }

    [Theory, EveryEngine]
    public async Task Every_queued_send_fails_with_Disconnecting_and_0_bytes(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        pair.Block();
        var queued = new[] { new Recorder<SendResult>(), new Recorder<SendResult>(), new Recorder<SendResult>() };
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(queued[0]);
        pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal).Subscribe(new Recorder<SendResult>());
        pair.Socket.AsyncWrite(new byte[10]).Subscribe(queued[1]);
        pair.Socket.AsyncSend(new byte[10]).Subscribe(queued[2]);

        signal.OnNext(CancellationLevel.Terminal);

        Assert.All(queued, heard => Assert.Equal(Refused, pair.RunToError(heard).Result));
    }

    [Fact]
    public async Task Every_later_send_fails_with_Disconnecting_0_bytes_and_no_system_call()
    {
        var calls = new CountingSend();
        await using var pair = RxPair.On(SteppedLoop.Make(send: calls), Wire.Unix);
        var heard = pair.Block();
        pair.Socket.Cancel(CancellationLevel.Terminal);
        pair.RunToError(heard);
        var before = calls.Count;
        pair.Peer.ReadAvailable();

        Assert.Equal(Refused, pair.Run(pair.Socket.AsyncSend(new byte[10])));
        Assert.Equal(Refused, pair.Run(pair.Socket.AsyncWrite(new byte[10])));
        Assert.Equal(Refused, pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())));

        Assert.Equal(before, calls.Count);
    }

    [Theory, EveryEngine]
    public async Task The_state_changes_to_OnlyClosable_and_then_to_Closed(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var states = new Recorder<RxSocketState>();
        pair.Socket.StateChanges.Subscribe(states);
        pair.Block();

        pair.Socket.Cancel(CancellationLevel.Terminal);
        pair.RunUntil(() => states.Calls == 1);
        pair.Socket.Dispose();
        pair.RunUntil(() => states.IsCompleted);

        Assert.Equal([RxSocketState.OnlyClosable, RxSocketState.Closed], states.Values);
    }
}
