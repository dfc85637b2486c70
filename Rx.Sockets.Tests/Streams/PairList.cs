using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Some sockets with little room in the kernel, each on a loop of its own thread, and their peers.</summary>
internal sealed class PairList(SocketEngineKind engine, int count) : IAsyncDisposable
{
    private const int Room = 8 * 1024;

    private readonly RxPair[] _pairs = [.. Enumerable.Range(0, count).Select(_ => RxPair.Threaded(engine, Wire.Unix, Room))];

    public IReadOnlyList<RxSocket> Sockets => [.. _pairs.Select(pair => pair.Socket)];

    public IReadOnlyList<Socket> Peers => [.. _pairs.Select(pair => pair.Peer)];

    /// <summary>Ends each connection in good order, so that who reads comes to the end.</summary>
    public async Task CloseAsync()
    {
        foreach (var pair in _pairs)
            await pair.Socket.DisposeAsync().AsTask().Within();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _pairs)
            await pair.DisposeAsync();
    }
}
