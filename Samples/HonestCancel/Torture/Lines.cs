using System.Net;
using System.Net.Sockets;

namespace HonestCancel.Torture;

/// <summary>Connects pairs of sockets on this machine. Thread-safe.</summary>
public sealed class Lines : IDisposable
{
    private const int ReceiveBuffer = 16 * 1024;

    // TCP_MAXSEG of Linux. Loopback's own segments of 64 KiB do not fit such small buffers, and every window update would then
    // wait for a timer of the kernel.
    private const int TcpLevel = 6;
    private const int TcpMaxSegment = 2;
    private const int SegmentSize = 1400;

    private readonly Lock _gate = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("honest");
    private readonly Socket _tcp;
    private readonly Socket _unix;

    public Lines()
    {
        _tcp = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        _unix = Listen(new UnixDomainSocketEndPoint(Path.Combine(_directory.FullName, "s")));
    }

    public (Socket Local, Socket Peer) Connect(LineKind kind, int sendBuffer)
    {
        var listener = kind == LineKind.Tcp ? _tcp : _unix;
        var local = Make(listener.LocalEndPoint!);
        local.SendBufferSize = sendBuffer;
        lock (_gate)
        {
            local.Connect(listener.LocalEndPoint!);
            return (local, listener.Accept());
        }
    }

    public void Dispose()
    {
        _tcp.Dispose();
        _unix.Dispose();
        _directory.Delete(recursive: true);
    }

    private static Socket Listen(EndPoint at)
    {
        var listener = Make(at);
        listener.ReceiveBufferSize = ReceiveBuffer;
        listener.Bind(at);
        listener.Listen(16);
        return listener;
    }

    private static Socket Make(EndPoint at)
    {
        if (at is not IPEndPoint) return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(TcpLevel, TcpMaxSegment, BitConverter.GetBytes(SegmentSize));
        return socket;
    }
}
