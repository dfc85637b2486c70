using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Portable;
using Rx.Sockets.Engines.Posix;

namespace Rx.Sockets.Tests.Support;

/// <summary>Loops that a test turns, with a clock, a system call and a place for user exceptions of its own.</summary>
internal static class SteppedLoop
{
    public static SocketLoop Make(
        SocketEngineKind engine = SocketEngineKind.Epoll, TimeProvider? clock = null, Action<Exception>? rethrow = null, PosixSend? send = null)
    {
        SendEngine made = engine == SocketEngineKind.Epoll ? new EpollEngine(TimeProvider.System, send) : new PortableEngine();
        return new SocketLoop(new EngineLoop(made, clock ?? TimeProvider.System, rethrow), engine, ownThread: false);
    }
}
