using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Portable;
using Rx.Sockets.Engines.Uring;

namespace Rx.Sockets;

/// <summary>The only place that knows all engines: makes the one that is asked for, or the best one, and says why.</summary>
internal static class EngineSelector
{
    /// <summary>Resolves Auto; throws for an engine that is not to be had here.</summary>
    /// <param name="kind">What is asked for.</param>
    /// <param name="ownThread">Whether one thread will do all the turning.</param>
    /// <exception cref="PlatformNotSupportedException">Epoll off Linux; Uring where there is none, with the reason.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not an engine.</exception>
    public static (SocketEngineKind Kind, string Reason, SendEngine Engine) Create(SocketEngineKind kind, bool ownThread) => kind switch
    {
        SocketEngineKind.Auto => Best(),
        SocketEngineKind.Epoll when OperatingSystem.IsLinux() => (kind, "epoll: asked for by name", new EpollEngine(TimeProvider.System)),
        SocketEngineKind.Epoll => throw new PlatformNotSupportedException(
            "The epoll engine needs Linux. Use SocketEngineKind.Auto, or Portable, which runs everywhere."),
        SocketEngineKind.Uring => (kind, "uring: asked for by name", OpenUring(ownThread)),
        SocketEngineKind.Portable => (kind, "portable: asked for by name", new PortableEngine()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an engine; use Auto, Epoll, Uring or Portable."),
    };

    private static UringEngine OpenUring(bool ownThread)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("The io_uring engine needs Linux. Use SocketEngineKind.Auto, or Portable, which runs everywhere.");
        try
        {
            return UringEngine.Open(ownThread);
        }
        catch (IOException error)
        {
            throw new PlatformNotSupportedException(
                $"The io_uring engine is not to be had here: {error.Message} Use SocketEngineKind.Auto, which takes epoll on Linux.", error);
        }
    }

    private static (SocketEngineKind Kind, string Reason, SendEngine Engine) Best()
    {
        if (!OperatingSystem.IsLinux())
            return (SocketEngineKind.Portable, "portable: this is not Linux (the portable engine is unproven elsewhere)", new PortableEngine());
        try
        {
            return (SocketEngineKind.Epoll, "epoll: the proven engine on Linux (io_uring is taken when asked for by name)", new EpollEngine(TimeProvider.System));
        }
        catch (IOException error)
        {
            return (SocketEngineKind.Portable, $"portable: epoll is not to be had here ({error.Message})", new PortableEngine());
        }
    }
}
