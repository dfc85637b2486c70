using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;

namespace Rx.Sockets.Tests.Engines;

/// <summary>Who is looked after: a parked port to whose socket something may have happened that is no event.</summary>
public sealed class ParkedPortsTests : IDisposable
{
    private readonly ParkedPorts _parked = new();
    private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _unix = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    [Fact]
    public void An_open_TCP_socket_tells_by_events_all_that_happens_to_it()
    {
        _parked.Add(PortOf(_tcp));
        Assert.True(_parked.Any);
        Assert.Empty(_parked.ToLookAt());
    }

    [Fact]
    public void A_closed_socket_needs_a_look()
    {
        var port = PortOf(_tcp);
        _parked.Add(port);
        _tcp.Dispose();
        Assert.Equal([port], _parked.ToLookAt());
    }

    [Fact]
    public void A_Unix_socket_needs_a_look_because_its_own_shutdown_is_no_event()
    {
        var port = PortOf(_unix);
        _parked.Add(port);
        Assert.Equal([port], _parked.ToLookAt());
    }

    [Fact]
    public void One_that_waits_no_more_is_let_go()
    {
        var port = PortOf(_unix);
        _parked.Add(port);
        _parked.Remove(port);
        Assert.False(_parked.Any);
        Assert.Empty(_parked.ToLookAt());
    }

    public void Dispose()
    {
        _tcp.Dispose();
        _unix.Dispose();
    }

    private static EpollPort PortOf(Socket socket) => new(null!, socket, null!, null!);
}
