using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>An engine over sockets of the operating system.</summary>
public abstract class OsRig(Wire wire) : IContractRig
{
    private protected Wire Wire { get; } = wire;

    private const int Small = 16 * 1024;

    public abstract int? MaxSlices { get; }

    public abstract SocketFlags RefusedFlag { get; }

    public SocketError GoneError => Wire == Wire.Unix ? SocketError.Shutdown : SocketError.ConnectionReset;

    public virtual string? WhyNot(Capability capability) => (Wire, capability) switch
    {
        (Wire.Unix, Capability.OutOfBand) => "Unix domain sockets carry no out-of-band bytes that a peer can count on",
        (Wire.Unix, Capability.TrustsFull) => "the shutdown of a Unix domain socket by its own process is no event, so a new send always looks",
        (Wire.Unix, Capability.Lingers) => "Linux ignores SO_LINGER on Unix domain sockets",
        _ => null,
    };

    public IContractPair Connect(PairSetup setup)
    {
        var errors = new HandlerErrors();
        var calls = MakeCalls();
        var (kind, engine) = MakeEngine(calls, setup.NeverLooks ? new FrozenTime() : TimeProvider.System);
        var loop = new SocketLoop(new EngineLoop(engine, TimeProvider.System, errors.Add), kind, ownThread: false);
        var sockets = SocketPair.Connect(Wire, setup.SmallBuffers ? Small : null);
        if (setup.IsNonBlocking) sockets.Local.Blocking = false;
        calls?.Descriptor = (int)sockets.Local.SafeHandle.DangerousGetHandle();
        var pair = RxPair.Over(sockets, loop, options => options with { UnwatchedLimit = setup.UnwatchedLimit ?? options.UnwatchedLimit });
        return new OsPair(pair, Wire, calls, errors);
    }

    private protected abstract ScriptedSend? MakeCalls();

    private protected abstract (SocketEngineKind Kind, SendEngine Engine) MakeEngine(ScriptedSend? calls, TimeProvider time);
}
