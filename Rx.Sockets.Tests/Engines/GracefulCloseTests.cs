using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

public class GracefulCloseTests
{
    [Fact]
    public async Task Peer_gets_everything_though_a_receive_is_pending()
    {
        using var pair = SocketPair.Connect();
        var receive = pair.Local.ReceiveAsync(new byte[1].AsMemory(), TestContext.Current.CancellationToken).AsTask();
        var sent = Pattern.Bytes(100_000);
        pair.Local.Send(sent);
        Assert.True(GracefulClose.RunAsync(pair.Local).IsCompletedSuccessfully);
        Assert.Equal(sent, await pair.Peer.ReadToEndAsync());
        await Assert.ThrowsAnyAsync<SocketException>(() => receive.Within());
    }

    [Fact]
    public async Task Socket_that_lingers_is_closed_without_waiting_here()
    {
        using var pair = SocketPair.Connect();
        pair.Local.LingerState = new LingerOption(true, 5);
        await GracefulClose.RunAsync(pair.Local).Within();
        Assert.True(pair.Local.SafeHandle.IsClosed);
        Assert.Empty(await pair.Peer.ReadToEndAsync());
    }

    [Fact]
    public void Socket_that_is_closed_already_is_no_error()
    {
        using var pair = SocketPair.Connect();
        pair.Local.Dispose();
        Assert.True(GracefulClose.RunAsync(pair.Local).IsCompletedSuccessfully);
    }

    [Fact]
    public void Socket_that_is_not_connected_is_closed()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Assert.True(GracefulClose.RunAsync(socket).IsCompletedSuccessfully);
        Assert.True(socket.SafeHandle.IsClosed);
    }
}
