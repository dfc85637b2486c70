namespace Rx.Sockets.Tests.Support;

/// <summary>Rows for theories: each engine that is proven here.</summary>
public sealed class BothEngines : TheoryData<SocketEngineKind>
{
    public BothEngines()
    {
        Add(SocketEngineKind.Epoll);
        Add(SocketEngineKind.Portable);
    }
}
