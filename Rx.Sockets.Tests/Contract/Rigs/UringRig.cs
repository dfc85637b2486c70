using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>The io_uring engine; it lacks nothing but what its wire lacks.</summary>
public abstract class UringRig : OsRig
{
    private const SocketFlags ZeroCopy = (SocketFlags)0x4000000;

    protected UringRig(Wire wire) : base(wire) => Machine.NeedsUring();

    public override int? MaxSlices => 1024;

    public override SocketFlags RefusedFlag => ZeroCopy;

    private protected override ScriptedSend? MakeCalls() => new RingCalls();

    private protected override (SocketEngineKind Kind, SendEngine Engine) MakeEngine(ScriptedSend? calls, TimeProvider time)
    {
        var ringCalls = (RingCalls)calls!;
        ringCalls.Engine = new UringEngine(new WatchedRing(RingSetup.Make(isBound: false), ringCalls), time, ringCalls);
        return (SocketEngineKind.Uring, ringCalls.Engine);
    }
}
