using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Empty sends, and the order of the others.</summary>
public sealed class EmptyAndOrder
{
    private static readonly SendResult Nothing = new(SocketError.Success, 0);

    [Theory, EveryEngine]
    public async Task An_empty_send_succeeds_with_0(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);

        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())));
        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncWrite(default(BufferSequence))));
        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncWrite([Array.Empty<byte>(), default])));
    }

    [Fact]
    public async Task An_empty_send_makes_no_system_call()
    {
        var calls = new CountingSend();
        await using var pair = RxPair.On(SteppedLoop.Make(send: calls));

        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())));
        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncWrite([Array.Empty<byte>(), default])));

        Assert.Equal(0, calls.Count);
    }

    [Theory, EveryEngine]
    public async Task An_empty_send_does_not_wait(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var ahead = pair.Block();

        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())));

        Assert.Equal(0, ahead.Calls);
    }

    [Theory, EveryEngine]
    public async Task An_empty_send_needs_only_an_open_socket(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Local.Shutdown(SocketShutdown.Send);
        Assert.Equal(Nothing, pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())));

        pair.Socket.Dispose();
        Assert.Equal(SocketError.NotSocket, pair.Run(pair.Socket.AsyncSend(Array.Empty<byte>())).Error);
    }

    [Theory, EveryEngine]
    public async Task Sends_put_their_bytes_on_the_wire_in_the_order_of_subscription(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Block();
        for (var i = 0; i < 200; i++)
        {
            BufferSequence bytes = new[] { (byte)i };
            (i % 2 == 0 ? pair.Socket.AsyncSend(bytes) : pair.Socket.AsyncWrite(bytes)).Subscribe(new Recorder<SendResult>());
        }

        var read = pair.Receive(PairSteps.TooMuch + 200);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (byte)i), read[PairSteps.TooMuch..]);
    }

    [Theory, EveryEngine]
    public async Task A_write_keeps_its_place_until_it_has_settled_so_frames_never_interleave(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        const int Size = 300_000; // each more than the kernel takes at once
        var heard = new Recorder<SendResult>();
        for (var i = 0; i < 5; i++)
            pair.Socket.AsyncWrite(Enumerable.Repeat((byte)i, Size).ToArray()).Subscribe(heard);

        var read = pair.Receive(5 * Size);

        for (var i = 0; i < 5; i++)
            Assert.Equal(-1, read.AsSpan(i * Size, Size).IndexOfAnyExcept((byte)i));
        pair.RunUntil(() => heard.Calls == 10);
    }

    [Theory, EveryEngine]
    public async Task Notifications_of_different_sends_need_not_come_in_order(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var (first, second) = (pair.Block(), new Recorder<SendResult>());

        pair.Socket.AsyncSend(Array.Empty<byte>()).Subscribe(second);
        pair.RunUntil(() => second.IsCompleted);

        Assert.Equal(0, first.Calls);
    }
}
