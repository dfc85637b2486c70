using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Benchmarks.Variants;
using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>Bytes allocated for each send, by the whole process.</summary>
internal sealed class AllocGroup(Bench bench) : BenchGroup
{
    private const int Sends = 20_000;
    private const int Rounds = 7; // the first ones also compile
    private const string Title = "alloc, 64 B";

    private readonly byte[] _message = new byte[64];

    public override string Name => "alloc";

    public override IEnumerable<Fact> Facts()
    {
        foreach (var engine in Bench.Engines)
        {
            yield return Ours(engine, "await held", socket => new OursHeld(socket, _message), ceiling: 0);
            yield return Ours(engine, "Use.ValueTask", socket => new OursValueTask(socket, _message), ceiling: 0);
            yield return Ours(engine, "await AsyncSend(b)", socket => new OursFresh(socket, _message), ceiling: 104);
            yield return Ours(engine, "Subscribe held", socket => new OursSubscribe(socket, _message), ceiling: 72);
            yield return Ours(engine, "Repeat", socket => new OursSubscribed(socket, _message));
        }

        yield return Measure(Names.SendAsync, new SendAsyncEach(bench.Connect(PeerCommand.Drain), _message));
        yield return Measure(Names.FromAsync, new FromAsyncRepeat(bench.Connect(PeerCommand.Drain), _message));
    }

    public override Task<IReadOnlyList<string>> CheckAsync() =>
        DigestCheck.RunAsync(bench, Contestants, _message, sends: 100);

    private IEnumerable<Contestant> Contestants(Func<Socket> connect, byte[] message) => Bench.Engines.Select(
        engine => new Contestant(Names.Of("Subscribe held", engine), () => new OursSubscribe(bench.Attach(connect(), engine), message)));

    private Fact Ours(SocketEngineKind engine, string name, Func<RxSocket, Variant> open, double? ceiling = null) =>
        Measure(Names.Of(name, engine), open(bench.Connect(engine)), ceiling);

    private static Fact Measure(string name, Variant variant, double? ceiling = null)
    {
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var meter = Meter.Steps(Sends);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            variant.RunAsync(meter).GetAwaiter().GetResult();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Sends);
        }

        variant.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return new Fact(Title, name, Math.Round(least, 1), "B/send", ceiling);
    }
}
