using System.Net.Sockets;

namespace Rx.Sockets.Tests.Engines;

/// <summary>Connected pairs by the thousand, from one listener: no ports are used up.</summary>
internal sealed class UnixPairs : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxs");
    private readonly Socket _listener = Make();

    public UnixPairs()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory.FullName, "s")));
        _listener.Listen(1);
    }

    public (Socket Local, Socket Peer) Connect()
    {
        var local = Make();
        local.Connect(_listener.LocalEndPoint!);
        return (local, _listener.Accept());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _directory.Delete(recursive: true);
    }

    private static Socket Make() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
