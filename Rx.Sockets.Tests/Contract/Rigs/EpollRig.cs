using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>The epoll engine; it lacks nothing but what its wire lacks.</summary>
public abstract class EpollRig(Wire wire) : OsRig(wire)
{
    private const SocketFlags ZeroCopy = (SocketFlags)0x4000000;

    public override int? MaxSlices => 1024;

    public override SocketFlags RefusedFlag => ZeroCopy;

    private protected override ScriptedSend? MakeCalls() => new();

    private protected override (SocketEngineKind Kind, SendEngine Engine) MakeEngine(ScriptedSend? calls, TimeProvider time) =>
        (SocketEngineKind.Epoll, new EpollEngine(time, calls));
}
