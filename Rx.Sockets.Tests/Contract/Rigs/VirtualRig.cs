using System.Net.Sockets;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>The virtual engine: a peer that the test scripts, in virtual time.</summary>
public abstract class VirtualRig : IContractRig
{
    private const SocketFlags EndOfRecord = (SocketFlags)0x80;
    private const int Small = 16 * 1024;
    private const int Large = 1024 * 1024;

    public int? MaxSlices => 1024;

    public SocketError GoneError => SocketError.ConnectionReset;

    public SocketFlags RefusedFlag => EndOfRecord;

    public string? WhyNot(Capability capability) => capability switch
    {
        Capability.OsSocket => "a virtual socket has no Socket: no options, no mode, nothing to hand back",
        Capability.SystemCalls => "a virtual socket makes no system calls",
        Capability.NativeFlags => "the virtual engine refuses flags that SocketFlags cannot name (design.md, section 2)",
        Capability.OutOfBand => "the virtual wire is one stream; it notes out-of-band bytes where they were sent",
        Capability.NoSignal => "a virtual socket makes no system call that could raise a signal",
        Capability.Receiving => "a virtual socket receives nothing",
        Capability.Lingers => "a virtual socket closes at once; there is no time for which it could linger",
        Capability.Blocking => "virtual time stands still while a thread waits for it",
        Capability.EngineDisposal => "the virtual engine is the user's scheduler; there is nothing of ours to dispose",
        _ => null,
    };

    public IContractPair Connect(PairSetup setup) => new VirtualPair(setup.SmallBuffers ? Small : Large, setup.UnwatchedLimit);
}
