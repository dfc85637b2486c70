using System.Buffers;
using System.Net.Sockets;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Operations;

/// <summary>Conditions and dynamic buffers reach every way of sending: tokens, a default token, and the steps of a composed send.</summary>
public sealed class ConditionWays
{
    private static readonly CompletionCondition Ten = CompletionCondition.TransferExactly(10);
    private static readonly CompletionCondition TenOfMine = CompletionCondition.From((_, total) => 10 - total);

    private readonly TestScheduler _time = new();
    private readonly VirtualSocket _socket;

    public ConditionWays() => _socket = new VirtualSocket(_time);

    public static TheoryData<bool> Kinds => [true, false];

    [Theory, MemberData(nameof(Kinds))]
    public void Tokens_take_them(bool own)
    {
        var condition = own ? TenOfMine : Ten;
        var heard = new List<(SocketError, long)>();
        var task = _socket.AsyncWrite(new byte[50], condition, SocketFlags.None, Use.Task);
        var promise = _socket.AsyncWrite(Filled(50), condition, SocketFlags.None, Use.Promise);
        _socket.AsyncWrite(new byte[50], condition, SocketFlags.None, Use.Callback((error, bytes) => heard.Add((error, bytes))));
        _time.Start();
        Assert.True(task.IsCompletedSuccessfully && promise.GetAwaiter().IsCompleted);
        Assert.Equal([(SocketError.Success, 10)], heard);
        Assert.Equal(30, _socket.Peer.BytesReceived);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_default_token_takes_them(bool own)
    {
        var condition = own ? TenOfMine : Ten;
        var socket = Use.Task.AsDefaultOn(_socket);
        Task<SendResult>[] tasks = [socket.AsyncWrite(new byte[50], condition), socket.AsyncWrite(Filled(50), condition), socket.AsyncWrite(Filled(5))];
        _time.Start();
        Assert.All(tasks, task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Equal(25, _socket.Peer.BytesReceived);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Steps_of_a_composed_send_take_them(bool own)
    {
        var condition = own ? TenOfMine : Ten;
        var heard = new Recorder<SendResult>();
        _socket.Compose(async self =>
        {
            await self.AsyncWrite(new byte[50], condition);
            await self.AsyncWrite(Filled(50), condition);
            await self.AsyncWrite(Filled(5));
        }).Subscribe(heard);
        _socket.AsyncWrite(new byte[7]).Subscribe(new Recorder<SendResult>());
        _time.Start();
        Assert.Equal(new SendResult(SocketError.Success, 25), Assert.Single(heard.Values));
        Assert.Equal(32, _socket.Peer.BytesReceived);
    }

    [Fact]
    public void A_step_whose_condition_is_wrong_fails_and_the_composed_send_counts_what_it_sent()
    {
        var heard = new Recorder<SendResult>();
        _socket.Compose(async self =>
        {
            await self.AsyncWrite(new byte[5]);
            await self.AsyncWrite(new byte[50], CompletionCondition.From((_, total) => total == 0 ? 3L : -1));
        }).Subscribe(heard);
        _time.Start();
        var error = Assert.IsType<SendException>(heard.Error);
        Assert.Equal(new SendResult(SocketError.InvalidArgument, 8), error.Result);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(8, _socket.Peer.BytesReceived);
    }

    [Fact]
    public void None_where_one_is_needed_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => _socket.AsyncWrite(new byte[1], (CompletionCondition)null!, SocketFlags.None, Use.Detached));
        Assert.Throws<ArgumentNullException>(() => _socket.AsyncWrite((DynamicBuffer)null!, null, SocketFlags.None, Use.Detached));
        Assert.Equal(0, _socket.AsyncWrite(default).Plan.Buffers.Length); // not ambiguous
        Assert.Throws<ArgumentNullException>(() => DynamicBuffer.Of((System.IO.Pipelines.PipeReader)null!));
        Assert.Throws<ArgumentNullException>(() => DynamicBuffer.Of((ArrayBufferWriter<byte>)null!));
    }

    private static ArrayBufferWriter<byte> Filled(int length)
    {
        var writer = new ArrayBufferWriter<byte>();
        writer.Write(new byte[length]);
        return writer;
    }
}
