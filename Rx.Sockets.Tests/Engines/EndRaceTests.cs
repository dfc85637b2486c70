using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

public sealed class EndRaceTests
{
    private const int Races = 10_000;

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Dispose_Release_Cancel_and_leaving_in_a_race_with_completions_give_each_send_one_exact_outcome(SocketEngineKind engine)
    {
        var seed = Random.Shared.Next();
        using var pairs = new UnixPairs();
        using var loop = new SocketLoop(engine);
        for (var race = 0; race < Races; race++)
        {
            var (local, peer) = pairs.Connect();
            using (peer)
            {
                try
                {
                    await new EndRace(new Random(seed + race), loop, local, peer).RunAsync();
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException($"Race {race} of seed {seed} on {engine} failed.", error);
                }
            }
        }
    }
}
