using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Portable;

namespace Rx.Sockets;

/// <summary>The only place that knows all engines: makes the one that is asked for, or the best one, and says why.</summary>
internal static class EngineSelector
{
    /// <summary>Resolves Auto; throws for an engine that is not to be had here.</summary>
    /// <exception cref="PlatformNotSupportedException">Epoll off Linux; Uring.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not an engine.</exception>
    public static (SocketEngineKind Kind, string Reason, SendEngine Engine) Create(SocketEngineKind kind) => kind switch
    {
        SocketEngineKind.Auto => Best(),
        SocketEngineKind.Epoll when OperatingSystem.IsLinux() => (kind, "epoll: asked for by name", new EpollEngine(TimeProvider.System)),
        SocketEngineKind.Epoll => throw new PlatformNotSupportedException(
            "The epoll engine needs Linux. Use SocketEngineKind.Auto, or Portable, which runs everywhere."),
        SocketEngineKind.Uring => throw new PlatformNotSupportedException(
            "The io_uring engine is not built yet. Use SocketEngineKind.Auto, which takes epoll on Linux."),
        SocketEngineKind.Portable => (kind, "portable: asked for by name", new PortableEngine()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an engine; use Auto, Epoll, Uring or Portable."),
    };

    private static (SocketEngineKind Kind, string Reason, SendEngine Engine) Best()
    {
        if (!OperatingSystem.IsLinux())
            return (SocketEngineKind.Portable, "portable: this is not Linux (the portable engine is unproven elsewhere)", new PortableEngine());
        try
        {
            return (SocketEngineKind.Epoll, "epoll: the proven engine on Linux", new EpollEngine(TimeProvider.System));
        }
        catch (IOException error)
        {
            return (SocketEngineKind.Portable, $"portable: epoll is not to be had here ({error.Message})", new PortableEngine());
        }
    }
}
