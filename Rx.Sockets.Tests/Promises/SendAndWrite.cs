using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>What the two operations are, and what success means.</summary>
public sealed class SendAndWrite
{
    [Theory, EveryEngine]
    public async Task AsyncSend_is_one_native_send_with_one_outcome_possibly_short(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(Pattern.Bytes(PairSteps.TooMuch)).Subscribe(heard);
        pair.RunUntil(() => heard.IsCompleted);

        var outcome = Assert.Single(heard.Values);
        Assert.True(outcome.IsSuccess);
        Assert.InRange(outcome.BytesTransferred, 1, PairSteps.TooMuch - 1);
        pair.Receive(outcome.BytesTransferred);
        pair.RunReady();
        Assert.Equal(outcome.BytesTransferred, pair.Socket.BytesTransferred);
        Assert.Equal(2, heard.Calls);
    }

    [Fact]
    public async Task AsyncSend_is_one_system_call_when_there_is_room()
    {
        var calls = new CountingSend();
        await using var pair = RxPair.On(SteppedLoop.Make(send: calls), Wire.Unix);

        Assert.True(pair.Run(pair.Socket.AsyncSend(Pattern.Bytes(PairSteps.TooMuch))).IsSuccess);

        Assert.Equal(1, calls.Count);
    }

    [Fact]
    public async Task AsyncWrite_is_composed_of_sends_until_all_is_out()
    {
        var calls = new CountingSend();
        await using var pair = RxPair.On(SteppedLoop.Make(send: calls), Wire.Unix);
        var frame = Pattern.Bytes(PairSteps.TooMuch);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncWrite(frame).Subscribe(heard);

        Assert.Equal(frame, pair.Receive(frame.Length));
        pair.RunUntil(() => heard.IsCompleted);
        Assert.Equal([new SendResult(SocketError.Success, frame.Length)], heard.Values);
        Assert.InRange(calls.Count, 2, int.MaxValue);
    }

    [Theory, EveryEngine]
    public async Task AsyncSend_of_a_non_empty_buffer_succeeds_with_1_to_n_bytes_and_short_is_success(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        foreach (var length in new[] { 1, 2, 100, 70_000, PairSteps.TooMuch })
        {
            var outcome = pair.Run(pair.Socket.AsyncSend(Pattern.Bytes(length)));
            Assert.True(outcome.IsSuccess);
            Assert.InRange(outcome.BytesTransferred, 1, length);
            Assert.Equal(Pattern.Bytes((int)outcome.BytesTransferred), pair.Receive(outcome.BytesTransferred));
        }
    }

    [Theory, EveryEngine]
    public async Task AsyncWrite_succeeds_with_all_of_it(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        foreach (var length in new[] { 1, 2, 100, 70_000, PairSteps.TooMuch })
        {
            var heard = new Recorder<SendResult>();
            pair.Socket.AsyncWrite(Pattern.Bytes(length)).Subscribe(heard);
            Assert.Equal(Pattern.Bytes(length), pair.Receive(length));
            pair.RunUntil(() => heard.IsCompleted);
            Assert.Equal([new SendResult(SocketError.Success, length)], heard.Values);
        }
    }
}
