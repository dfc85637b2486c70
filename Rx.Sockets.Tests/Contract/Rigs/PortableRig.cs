using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Portable;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>The engine over <see cref="Socket"/> alone.</summary>
public abstract class PortableRig(Wire wire) : OsRig(wire)
{
    private const SocketFlags EndOfRecord = (SocketFlags)0x80;

    public override int? MaxSlices => null;

    public override SocketFlags RefusedFlag => EndOfRecord;

    public override string? WhyNot(Capability capability) => capability switch
    {
        Capability.SystemCalls => "the portable engine calls System.Net.Sockets, whose system calls cannot be counted from inside",
        Capability.NativeFlags => "the portable engine refuses flags that SocketFlags cannot name on every system (design.md, section 2)",
        Capability.NoSignal => "under the portable engine .NET itself keeps SIGPIPE away, by ignoring it in the whole process",
        Capability.ForgetsMemory => "System.Net.Sockets.Socket remembers the last buffer given to SendAsync until the next one, or its disposal",
        Capability.WakesOnShutdown when Wire == Wire.Unix =>
            "Linux reports no event on a full Unix domain socket whose sending side is ended, before the peer reads",
        _ => base.WhyNot(capability),
    };

    private protected override ScriptedSend? MakeCalls() => null;

    private protected override (SocketEngineKind Kind, SendEngine Engine) MakeEngine(ScriptedSend? calls, TimeProvider time) =>
        (SocketEngineKind.Portable, new PortableEngine());
}
