using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>The ends of a socket: Dispose, Release, and an engine that goes away.</summary>
public abstract class ClosingContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dispose_settles_every_send_with_OperationAborted_and_what_the_peer_gets(bool nonBlocking)
    {
        var pair = Connect(new PairSetup { IsNonBlocking = nonBlocking });
        var bytes = Pattern.Bytes(1024 * 1024);
        var write = pair.WriteHalfWay(bytes);
        var queued = pair.Send(new byte[10]);
        pair.Socket.Dispose();
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);
        var result = pair.Finish(write);
        Assert.Equal(SocketError.OperationAborted, result.Error);
        Assert.Equal((SocketError.OperationAborted, 0), (pair.Finish(queued).Error, queued.Settled.BytesTransferred));
        Assert.Equal(bytes[..(int)result.BytesTransferred], pair.ReadToEnd());
        Assert.Equal(pair.Socket.BytesTransferred, result.BytesTransferred);
    }

    [Fact]
    public void A_second_Dispose_does_nothing()
    {
        var pair = Connect();
        var sent = pair.Write(Pattern.Bytes(10));
        pair.Socket.Dispose();
        pair.Socket.Dispose();
        Assert.True(pair.Finish(sent).IsSuccess);
        Assert.Equal(Pattern.Bytes(10), pair.ReadToEnd());
    }

    [Fact]
    public void Dispose_does_not_wait_for_a_socket_that_lingers()
    {
        Needs(Capability.Lingers);
        var pair = Connect();
        pair.Socket.Socket.LingerState = new LingerOption(enable: true, seconds: 60);
        var write = pair.WriteHalfWay(Pattern.Bytes(1024 * 1024));
        pair.Socket.Dispose();
        var closed = pair.Socket.DisposeAsync().AsTask();
        var moved = (int)pair.Finish(write).BytesTransferred;
        Assert.False(closed.IsCompleted, "nothing lingered: the peer has not read yet");
        Assert.Equal(Pattern.Bytes(moved), pair.ReadToEnd());
        pair.RunUntil(() => closed.IsCompleted);
    }

    [Fact]
    public void Release_stops_every_send_and_gives_back_an_open_socket_in_its_mode()
    {
        Needs(Capability.OsSocket);
        var pair = Connect();
        var filled = pair.Fill();
        Sent[] sends = [pair.Send(new byte[10]), pair.Write(new byte[10])];
        using var socket = pair.Socket.Release();
        Assert.All(sends, sent => Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), pair.Finish(sent)));
        Assert.Equal((SocketError.NotSocket, 0), (pair.Finish(pair.Send(new byte[1])).Error, pair.Socket.BytesTransferred));
        pair.Discard(filled);
        Assert.True(socket.Blocking);
        Assert.Equal(10, socket.Send(Pattern.Bytes(10)));
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        Assert.Throws<ObjectDisposedException>(() => pair.Socket.Release());
    }

    [Fact]
    public void A_socket_closed_behind_our_back_settles_its_sends_with_OperationAborted_and_their_counts()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var write = pair.WriteHalfWay(bytes);
        var queued = pair.Write(new byte[10]);
        pair.CloseUnderneath();
        var result = pair.Finish(write);
        Assert.Equal((SocketError.OperationAborted, pair.Socket.BytesTransferred), (result.Error, result.BytesTransferred));
        Assert.Equal(SocketError.OperationAborted, pair.Finish(queued).Error);
        Assert.Equal(SocketError.NotSocket, pair.Finish(pair.Send(new byte[1])).Error);
    }

    [Fact]
    public async Task An_engine_that_is_disposed_settles_every_send_and_its_sockets_are_only_closable()
    {
        Needs(Capability.EngineDisposal);
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(1024 * 1024));
        var queued = pair.Write(new byte[10]);
        pair.DisposeEngine();
        await write.Heard.Ended.Within(); // on the thread pool: nobody turns that loop any more
        await queued.Heard.Ended.Within();
        var result = write.Check();
        Assert.Equal((SocketError.OperationAborted, pair.Socket.BytesTransferred), (result.Error, result.BytesTransferred));
        Assert.Equal((SocketError.OperationAborted, 0), (queued.Check().Error, queued.Settled.BytesTransferred));
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
        var late = pair.Send(new byte[10]);
        await late.Heard.Ended.Within();
        Assert.Equal(new SendResult(SocketError.Disconnecting, 0), late.Check());
    }
}
