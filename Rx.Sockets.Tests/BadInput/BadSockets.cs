using System.Net;
using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.BadInput;

/// <summary>Sockets that cannot be attached.</summary>
public sealed class BadSockets
{
    [Fact]
    public void A_null_socket_is_refused() => Assert.Throws<ArgumentNullException>("connected", () => new RxSocket(null!));

    [Fact]
    public void An_unconnected_socket_is_refused()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Throws<ArgumentException>(() => new RxSocket(socket));
        Assert.False(socket.SafeHandle.IsClosed);
    }

    [Fact]
    public void A_listening_socket_is_refused()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();

        Assert.Throws<ArgumentException>(() => new RxSocket(socket));
    }

    [Fact]
    public void A_datagram_socket_is_refused_even_if_connected()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Assert.Throws<ArgumentException>(() => new RxSocket(socket));
        socket.Connect(new IPEndPoint(IPAddress.Loopback, 9));

        Assert.Throws<ArgumentException>(() => new RxSocket(socket));
    }

    [Fact]
    public void A_closed_socket_is_refused()
    {
        using var pair = SocketPair.Connect();
        pair.Local.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new RxSocket(pair.Local));
    }

    [Fact]
    public void A_socket_attached_twice_is_refused_and_the_first_goes_on()
    {
        using var pair = SocketPair.Connect();
        using var first = new RxSocket(pair.Local);

        Assert.Throws<InvalidOperationException>(() => new RxSocket(pair.Local));
        Assert.Throws<InvalidOperationException>(() => new RxSocket(pair.Local, new RxSocketOptions { Engine = SocketEngineKind.Portable }));

        Assert.Equal(RxSocketState.Usable, first.State);
    }

    [Fact]
    public async Task A_socket_attached_by_a_second_Socket_object_over_the_same_handle_is_refused()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        using var alias = new Socket(pair.Local.SafeHandle);

        Assert.Throws<InvalidOperationException>(() => new RxSocket(alias));
    }

    [Fact]
    public void A_socket_whose_peer_has_gone_is_accepted_and_tells_at_the_first_send()
    {
        using var pair = SocketPair.Connect(Wire.Unix);
        pair.Peer.Dispose();
        using var loop = SteppedLoop.Make();

        using var socket = new RxSocket(pair.Local, new RxSocketOptions { Loop = loop, Scheduler = loop });
        var heard = new Recorder<SendResult>();
        socket.AsyncSend(new byte[1]).Subscribe(heard);
        loop.RunOnce(Deadline.Limit);

        Assert.Equal(SocketError.Shutdown, Assert.IsType<SendException>(heard.Error).SocketErrorCode);
    }

    [Fact]
    public async Task Release_of_what_is_closed_or_released_is_refused()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        using var released = pair.Socket.Release();
        Assert.Throws<ObjectDisposedException>(() => pair.Socket.Release());

        await using var other = RxPair.Stepped(SocketEngineKind.Epoll);
        other.Socket.Dispose();
        Assert.Throws<ObjectDisposedException>(() => other.Socket.Release());
    }
}
