using System.Reactive.Concurrency;
using Rx.Sockets;
using Rx.Sockets.Marbles;

namespace TestYourPipeline;

/// <summary>The same notation in C#, for those who prefer it.</summary>
internal static class Fluent
{
    public static MarbleScenario LeavingBetweenBeats(Func<RxSocket, IScheduler, IObservable<SendResult>> beats) =>
        MarbleScenario.Named("who leaves between two pings leaves nothing behind")
            .Bound("beat", world => beats(world.Socket, world.Scheduler))
            .Given("me", "beat")
            .Time("0----5----10")
            .When("me", "^-------!")
            .Then("me", "------r")
            .Then("s1", "     ^|")
            .Then("wire", "-----p")
            .Then("socket", "-----=-")
            .Where('r', "4")
            .Where('p', "\"ping\"");
}
