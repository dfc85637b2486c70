namespace Rx.Sockets;

/// <summary>How a <see cref="SocketLoop"/> gets its sends done.</summary>
public enum SocketEngineKind
{
    /// <summary>The best engine that is proven on this platform: <see cref="Epoll"/> on Linux, else <see cref="Portable"/>.</summary>
    Auto,

    /// <summary>Linux only: <c>send(2)</c>, <c>sendmsg(2)</c> and <c>epoll(7)</c>, edge-triggered.</summary>
    Epoll,

    /// <summary>Linux 6.1 or later, by name only: io_uring(7). A send that finds room goes at once, as with <see cref="Epoll"/>; the
    /// kernel's ring carries what has to wait, and many sends that start together, in one system call.</summary>
    /// <remarks>Where there is no ring to be had (an older kernel, <c>kernel.io_uring_disabled</c>, a seccomp filter as containers have, no
    /// locked memory left) asking for it throws <see cref="PlatformNotSupportedException"/> with the reason.</remarks>
    Uring,

    /// <summary>Over <see cref="System.Net.Sockets.Socket"/> alone, on every OS. Proven on Linux only.</summary>
    Portable,
}
