using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Portable;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Engines.Uring;

namespace Rx.Sockets.Tests.Support;

/// <summary>Loops that a test turns, with a clock, a system call and a place for user exceptions of its own.</summary>
internal static class SteppedLoop
{
    public static SocketLoop Make(
        SocketEngineKind engine = SocketEngineKind.Epoll, TimeProvider? clock = null, Action<Exception>? rethrow = null, PosixSend? send = null) =>
        new(new EngineLoop(Engine(engine, TimeProvider.System, send), clock ?? TimeProvider.System, rethrow), engine, ownThread: false);

    /// <summary>An engine to be stepped, with a clock of its own.</summary>
    public static SendEngine Engine(SocketEngineKind engine, TimeProvider time, PosixSend? send = null) => engine switch
    {
        SocketEngineKind.Epoll => new EpollEngine(time, send),
        SocketEngineKind.Uring => new UringEngine(RingSetup.Make(isBound: false), time, send),
        _ => new PortableEngine(),
    };
}
