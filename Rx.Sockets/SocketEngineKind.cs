namespace Rx.Sockets;

/// <summary>How a <see cref="SocketLoop"/> gets its sends done.</summary>
public enum SocketEngineKind
{
    /// <summary>The best engine that is proven on this platform: <see cref="Epoll"/> on Linux, else <see cref="Portable"/>.</summary>
    Auto,

    /// <summary>Linux only: <c>send(2)</c>, <c>sendmsg(2)</c> and <c>epoll(7)</c>, edge-triggered.</summary>
    Epoll,

    /// <summary>Linux io_uring. Not built yet: asking for it throws <see cref="PlatformNotSupportedException"/>.</summary>
    Uring,

    /// <summary>Over <see cref="System.Net.Sockets.Socket"/> alone, on every OS. Proven on Linux only.</summary>
    Portable,
}
