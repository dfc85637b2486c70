using Rx.Sockets.Tests.Contract.Rigs;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Base of every topic of the contract suite. Topics talk to the rig and to public names only; each engine over each wire
/// runs all of them by naming its rig once a topic.</summary>
public abstract class ContractTest<TRig> : IAsyncLifetime where TRig : IContractRig, new()
{
    /// <summary>For tests that count or script attempts.</summary>
    protected static readonly PairSetup NeverLooks = new() { NeverLooks = true };

    private readonly List<IContractPair> _pairs = [];

    protected TRig Rig { get; } = new();

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _pairs)
            await pair.DisposeAsync();
    }

    protected IContractPair Connect(PairSetup? setup = null)
    {
        var pair = Rig.Connect(setup ?? new PairSetup());
        _pairs.Add(pair);
        return pair;
    }

    /// <summary>Skips the test, with the rig's reason, where the rig cannot do that.</summary>
    protected void Needs(Capability capability)
    {
        var reason = Rig.WhyNot(capability);
        Assert.SkipWhen(reason is not null, reason ?? "");
    }
}
