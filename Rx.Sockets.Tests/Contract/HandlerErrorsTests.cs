using Rx.Sockets.Tests.Contract.Rigs;

namespace Rx.Sockets.Tests.Contract;

/// <summary>A handler that throws when its test is nearly over fails that test. It must not end the run without a name.</summary>
public sealed class HandlerErrorsTests
{
    public static TheoryData<IContractRig> Rigs => [new EpollOverUnix.Rig(), new PortableOverUnix.Rig(), new VirtualOverPeer.Rig()];

    [Theory, MemberData(nameof(Rigs), DisableDiscoveryEnumeration = true)]
    public async Task What_is_thrown_after_the_last_turn_fails_the_test(IContractRig rig)
    {
        var pair = rig.Connect(new PairSetup());
        Throw(pair);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => pair.DisposeAsync().AsTask());

        Assert.IsType<InvalidTimeZoneException>(Assert.Single(failure.InnerExceptions));
    }

    [Theory, MemberData(nameof(Rigs), DisableDiscoveryEnumeration = true)]
    public async Task What_the_test_has_asked_about_is_its_own_affair(IContractRig rig)
    {
        await using var pair = rig.Connect(new PairSetup());
        Throw(pair);

        pair.RunReady();

        Assert.Single(pair.UserErrors);
    }

    private static void Throw(IContractPair pair) => pair.Socket.AsyncSend(new byte[1])
        .CancelOnUnsubscribe(CancellationLevel.Total, _ => throw new InvalidTimeZoneException()).AsResult().Subscribe(_ => { });
}
