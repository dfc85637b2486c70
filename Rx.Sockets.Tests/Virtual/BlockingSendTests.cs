using System.Net.Sockets;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual;

/// <summary>A send that blocks, on a socket whose time stands still meanwhile: it says so instead of hanging, and loses no count.</summary>
public sealed class BlockingSendTests
{
    private readonly TestScheduler _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void One_that_would_have_to_wait_is_stopped_and_tells_how_far_it_came(int window)
    {
        var socket = new VirtualSocket(_time, window);

        var error = Assert.Throws<InvalidOperationException>(() => socket.Write(new byte[100]));

        Assert.Contains($"after {window} bytes", error.Message, StringComparison.Ordinal);
        var result = Assert.IsType<SendException>(error.InnerException).Result;
        Assert.Equal(new SendResult(SocketError.OperationAborted, window, window == 0 ? CancellationLevel.Total : CancellationLevel.Partial), result);
        Assert.Equal((window, 0, RxSocketState.Usable), (socket.Peer.BytesReceived, socket.Outstanding, socket.State));
        Assert.True(socket.WhenIdle().IsCompleted);
    }

    [Fact]
    public void One_that_stands_behind_another_is_stopped_and_leaves_the_other_alone()
    {
        var socket = new VirtualSocket(_time, window: 10);
        var first = new Recorder<SendResult>();
        socket.AsyncWrite(new byte[100]).Subscribe(first);

        Assert.Throws<InvalidOperationException>(() => socket.Send(new byte[5], SocketFlags.None, out _));

        socket.Peer.Read(1000);
        _time.Start();
        Assert.Equal(new SendResult(SocketError.Success, 100), Assert.Single(first.Values));
        Assert.Equal(100, socket.Peer.BytesReceived);
    }

    [Fact]
    public void A_condition_of_your_own_cannot_be_asked_and_the_write_says_so()
    {
        var socket = new VirtualSocket(_time);

        Assert.Throws<InvalidOperationException>(() => socket.Write(new byte[100], CompletionCondition.From((_, _) => 1L)));

        _time.Start();
        Assert.Equal((0, 0), (socket.Peer.BytesReceived, socket.Outstanding));
    }

    [Fact]
    public void No_socket_and_no_condition_are_refused()
    {
        var socket = new VirtualSocket(_time);
        Assert.Throws<ArgumentNullException>(() => ((RxSocket)null!).Send(new byte[1]));
        Assert.Throws<ArgumentNullException>(() => ((RxSocket)null!).Write(new byte[1]));
        Assert.Throws<ArgumentNullException>(() => socket.Write(new byte[1], (CompletionCondition)null!));
        Assert.Throws<ArgumentNullException>(() => socket.Write((DynamicBuffer)null!));
        Assert.Throws<ArgumentNullException>(() => socket.AsyncWrite(new byte[1], (CompletionCondition)null!));
        Assert.Throws<ArgumentNullException>(() => socket.AsyncWrite((DynamicBuffer)null!));
    }
}
