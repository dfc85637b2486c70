using System.Net.Sockets;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>One engine over one wire: all that the contract suite knows of what it runs on. A new engine joins by one of these.</summary>
public interface IContractRig
{
    /// <summary>At most this many slices go with one native send; null: slices do not count.</summary>
    int? MaxSlices { get; }

    /// <summary>What a waiting send reports when the peer goes away without having read.</summary>
    SocketError GoneError { get; }

    /// <summary>A flag that this engine refuses.</summary>
    SocketFlags RefusedFlag { get; }

    /// <summary>Why the rig cannot do that; null: it can.</summary>
    string? WhyNot(Capability capability);

    /// <summary>Two connected ends; nothing is notified on them but while the test turns their loop.</summary>
    IContractPair Connect(PairSetup setup);
}
