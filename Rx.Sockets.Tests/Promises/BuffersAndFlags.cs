using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Whose the memory is, and what becomes of native flags.</summary>
public sealed class BuffersAndFlags
{
    private const SocketFlags DontWait = (SocketFlags)0x40;
    private const SocketFlags WaitAll = (SocketFlags)0x100;
    private const SocketFlags More = (SocketFlags)0x8000;
    private const SocketFlags ZeroCopy = (SocketFlags)0x4000000;

    [Theory, EveryEngine]
    public async Task The_list_of_slices_is_copied_at_Subscribe(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var slices = new WatchedList("ab"u8.ToArray(), "cd"u8.ToArray());
        pair.Block();
        var write = pair.Socket.AsyncWrite(BufferSequence.Of(slices));
        slices[0] = "AB"u8.ToArray(); // before Subscribe: seen
        write.Subscribe(new Recorder<SendResult>());
        var reads = slices.Reads;
        slices[1] = "xxxx"u8.ToArray(); // after it: not seen

        var bytes = pair.Receive(PairSteps.TooMuch + 4);

        Assert.Equal("ABcd"u8.ToArray(), bytes[^4..]);
        Assert.Equal(reads, slices.Reads);
    }

    [Theory, EveryEngine]
    public async Task The_memory_is_read_at_send_time(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Block();
        var (one, two) = ("ab"u8.ToArray(), "cd"u8.ToArray());
        pair.Socket.AsyncWrite(one).Subscribe(new Recorder<SendResult>());
        pair.Socket.AsyncWrite([two, two]).Subscribe(new Recorder<SendResult>());

        "AB"u8.CopyTo(one);
        "CD"u8.CopyTo(two);

        Assert.Equal("ABCDCD"u8.ToArray(), pair.Receive(PairSteps.TooMuch + 6)[^6..]);
    }

    [Fact]
    public async Task Epoll_hands_the_number_to_the_kernel()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);

        Assert.True(pair.Run(pair.Socket.AsyncSend("x"u8.ToArray(), SocketFlags.OutOfBand)).IsSuccess);
        Assert.True(pair.Run(pair.Socket.AsyncSend("y"u8.ToArray(), More)).IsSuccess); // a bit that SocketFlags has another name for

        var urgent = new byte[1];
        Assert.Equal(1, pair.Peer.Receive(urgent, SocketFlags.OutOfBand));
        Assert.Equal("x"u8.ToArray(), urgent);
    }

    [Fact]
    public async Task Epoll_lets_the_kernel_judge_a_bit_that_the_socket_cannot_honour()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);

        // MSG_OOB on a Unix socket may be compiled into the kernel or not; what the kernel says is what is reported.
        var direct = pair.Local.Send("x"u8, SocketFlags.OutOfBand, out var error);
        var outcome = pair.Run(pair.Socket.AsyncSend("x"u8.ToArray(), SocketFlags.OutOfBand));

        Assert.Equal(new SendResult(error, Math.Max(0, direct)), outcome);
    }

    [Fact]
    public async Task A_users_MSG_DONTWAIT_and_MSG_WAITALL_are_dropped_on_epoll()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        var full = pair.FillUp();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncSend("x"u8.ToArray(), DontWait | WaitAll).Subscribe(heard);
        pair.RunReady();
        Assert.Equal(0, heard.Calls); // neither would-block nor a blocked thread

        Assert.Equal((byte)'x', pair.Receive(full + 1)[^1]);
        pair.RunUntil(() => heard.IsCompleted);
    }

    [Fact]
    public async Task MSG_ZEROCOPY_is_refused_on_epoll()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);

        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), pair.Run(pair.Socket.AsyncSend(new byte[10], ZeroCopy)));
        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), pair.Run(pair.Socket.AsyncWrite(new byte[10], ZeroCopy | More)));
        Assert.Equal(0, pair.Socket.BytesTransferred);
    }

    [Theory]
    [InlineData(SocketFlags.OutOfBand)]
    [InlineData(SocketFlags.DontRoute)]
    [InlineData(SocketFlags.Peek)]
    [InlineData(SocketFlags.OutOfBand | SocketFlags.DontRoute)]
    public async Task Portable_takes_OutOfBand_Peek_and_DontRoute(SocketFlags flags)
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Portable);

        Assert.NotEqual(SocketError.OperationNotSupported, pair.Run(pair.Socket.AsyncSend("x"u8.ToArray(), flags)).Error);
    }

    [Theory]
    [InlineData(DontWait)]
    [InlineData(WaitAll)]
    [InlineData(More)]
    [InlineData(ZeroCopy)]
    [InlineData(SocketFlags.OutOfBand | More)]
    public async Task Portable_refuses_any_other_bit_with_OperationNotSupported_and_0_bytes(SocketFlags flags)
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Portable);

        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), pair.Run(pair.Socket.AsyncSend(new byte[10], flags)));
        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), pair.Run(pair.Socket.AsyncWrite(new byte[10], flags)));
        Assert.Equal((0L, 0), (pair.Socket.BytesTransferred, pair.Peer.Available));
    }
}
