using System.Buffers;
using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.BadInput;

/// <summary>Memory and lists that do not keep still.</summary>
public sealed class BadBuffers
{
    [Theory, EveryEngine]
    public async Task Buffers_that_change_while_being_sent_give_undefined_bytes_but_an_exact_count(SocketEngineKind engine)
    {
        const int Length = 8 * 1024 * 1024;
        await using var pair = RxPair.Threaded(engine);
        var memory = new byte[Length];
        var stop = false;
        var scribbling = Task.Run(
            () =>
            {
                for (byte b = 0; !Volatile.Read(ref stop); b++)
                    Array.Fill(memory, b);
            },
            TestContext.Current.CancellationToken);
        var reading = pair.Peer.ReadAsync(3 * Length);

        var slices = Enumerable.Range(0, 64).Select(i => (ReadOnlyMemory<byte>)memory.AsMemory(i * (Length / 64), Length / 64)).ToArray();
        Assert.Equal(Length, (await pair.Socket.AsyncWrite(memory)).BytesTransferred);
        Assert.Equal(Length, (await pair.Socket.AsyncWrite(BufferSequence.Of(slices))).BytesTransferred);
        Assert.Equal(Length, (await pair.Socket.AsyncWrite(memory)).BytesTransferred);

        Volatile.Write(ref stop, true);
        await scribbling.Within();
        await reading.Within();
        Assert.Equal(0, pair.Peer.Available);
    }

    [Theory, EveryEngine]
    public async Task A_list_that_grows_and_shrinks_after_Subscribe_does_not_touch_the_send(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var slices = new List<ReadOnlyMemory<byte>> { "ab"u8.ToArray(), "cd"u8.ToArray() };
        var write = pair.Socket.AsyncWrite(BufferSequence.Of((IReadOnlyList<ReadOnlyMemory<byte>>)slices));
        pair.Block();
        write.Subscribe(new Recorder<SendResult>());
        slices.Clear();
        write.Subscribe(new Recorder<SendResult>());
        slices.AddRange(["ef"u8.ToArray(), "gh"u8.ToArray(), "ij"u8.ToArray()]);
        write.Subscribe(new Recorder<SendResult>());

        Assert.Equal("abcdefghij"u8.ToArray(), pair.Receive(PairSteps.TooMuch + 10)[^10..]);
    }

    [Theory, EveryEngine]
    public async Task Memory_that_throws_fails_with_Fault_0_bytes_and_the_cause_inside(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        using var memory = new CallbackMemory(new byte[1000], () => throw new InvalidTimeZoneException());

        foreach (var buffers in new BufferSequence[] { memory.Memory, [memory.Memory, memory.Memory] })
        {
            var heard = new Recorder<SendResult>();
            pair.Socket.AsyncWrite(buffers).Subscribe(heard);
            var error = pair.RunToError(heard);
            Assert.Equal(new SendResult(SocketError.Fault, 0), error.Result);
            Assert.IsType<InvalidTimeZoneException>(error.InnerException);
        }

        Assert.True(pair.Run(pair.Socket.AsyncSend(new byte[1])).IsSuccess);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Theory, EveryEngine]
    public async Task Memory_that_throws_in_the_middle_fails_with_the_exact_count(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var gone = false;
        using var memory = new CallbackMemory(new byte[PairSteps.TooMuch], () =>
        {
            ObjectDisposedException.ThrowIf(gone, typeof(BadBuffers));
        });
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(memory.Memory).Subscribe(heard);
        var moved = pair.Socket.BytesTransferred;
        Assert.InRange(moved, 1, PairSteps.TooMuch - 1);

        gone = true;
        pair.Peer.ReadAvailable();

        var error = pair.RunToError(heard);
        Assert.Equal(SocketError.Fault, error.Result.Error);
        Assert.Equal(pair.Socket.BytesTransferred, error.Result.BytesTransferred);
        Assert.IsType<ObjectDisposedException>(error.InnerException);
    }

    [Theory, EveryEngine]
    public async Task A_memory_manager_that_was_disposed_fails_with_Fault_and_the_cause_inside(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        IMemoryOwner<byte> owner = new DisposableMemory();
        var memory = owner.Memory;
        owner.Dispose();
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncWrite(memory).Subscribe(heard);

        var error = pair.RunToError(heard);
        Assert.Equal(new SendResult(SocketError.Fault, 0), error.Result);
        Assert.IsType<ObjectDisposedException>(error.InnerException);
    }

    [Theory, EveryEngine]
    public async Task A_list_that_throws_fails_with_Fault_and_the_cause_inside(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncWrite(BufferSequence.Of(new ThrowingList())).Subscribe(heard);

        var error = pair.RunToError(heard);
        Assert.Equal(new SendResult(SocketError.Fault, 0), error.Result);
        Assert.IsType<InvalidTimeZoneException>(error.InnerException);
        Assert.True(pair.Run(pair.Socket.AsyncSend(new byte[1])).IsSuccess);
    }

    [Theory, EveryEngine]
    public async Task A_list_that_throws_may_be_awaited_and_cancelled_too(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        var write = pair.Socket.AsyncWrite(BufferSequence.Of(new ThrowingList()));

        var error = await Assert.ThrowsAsync<SendException>(async () => await write);

        Assert.Equal(SocketError.Fault, error.SocketErrorCode);
        write.Subscribe(new Recorder<SendResult>()).Dispose();
        await pair.Socket.WhenIdle().Within();
    }
}
