using Benchmarks.Measuring;
using Benchmarks.Peers;
using Benchmarks.Variants;
using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>One 64-byte message to every socket of a crowd.</summary>
/// <param name="bench">Where connections come from.</param>
/// <param name="everything">Also what nothing is claimed of: a bare loop, and a send awaited for each socket.</param>
internal sealed class FanoutGroup(Bench bench, bool everything) : BenchGroup
{
    private const string Set = "SendTo(set), epoll";
    private const string OnLoop = "SendTo(set) on the loop, epoll";
    private const string OnRing = "SendTo(set) on the loop, uring";
    private const double SetFloor = 1.0;
    private const double StalledFloor = 0.95; // as near to "delays nobody" as can be told
    private const int Size = 64;
    private const int CheckedSockets = 50;
    private const int CheckedMessages = 20;

    private static readonly int[] Counts = [100, 1_000, 5_000];

    private readonly byte[] _message = MessageBytes.Of(Size);
    private readonly List<FullSocket> _full = [];

    public override string Name => "fanout";

    public override IEnumerable<Series> Series => Counts.SelectMany(OfCount);

    /// <summary>Every socket of a small crowd gets every message.</summary>
    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var errors = new List<string>();
        foreach (var contestant in Contestants((_, _) => null!).Select(contestant => contestant.Name))
        {
            using var child = bench.NewChild(PeerCommand.Digest);
            using var crowds = new Crowds(bench, child, CheckedSockets);
            var meter = Meter.Counting(CheckedMessages);
            await Contestants(crowds.On).Single(one => one.Name == contestant).Open().RunAsync(meter);
            crowds.Dispose();
            var expected = DigestCheck.Expected(meter, _message);
            var wrong = Enumerable.Range(0, CheckedSockets).Count(_ => child.ReadLine() != expected);
            if (wrong > 0) errors.Add($"{contestant}: {wrong} of {CheckedSockets} sockets did not get what was sent");
        }

        return errors;
    }

    // The crowds live as long as their series is looked at.
    private IEnumerable<Series> OfCount(int count)
    {
        using var crowds = new Crowds(bench, bench.ChildFor(PeerCommand.DrainMany), count);
        yield return new Series($"fanout, 64 B to {count:N0} sockets", "fan-outs", [.. Contestants(crowds.On)]);
    }

    private IEnumerable<Contestant> Contestants(Func<SocketEngineKind, bool, Crowd> crowdOn)
    {
        if (everything) yield return new(Names.Bare, () => new BareFanout(Shared(), _message));
        yield return new(Names.SendAsync, () => new SendAsyncFanout(Shared(), _message));
        yield return new(Names.SendAsync + Measuring.Series.Again, () => new SendAsyncFanout(Shared(), _message), new Claim(Names.SendAsync));
        yield return new(Set, () => new OursThroughSocketSet(Shared(), _message), new Claim(Names.SendAsync, SetFloor));
        yield return new(Set + ", one stalled", () => new OursThroughSocketSet(Shared(), _message, Stalled()), new Claim(Set, StalledFloor));
        yield return new(OnLoop, () => OnItsLoop(SocketEngineKind.Epoll)); // not on the crowd of SendAsync
        if (Bench.Engines.Contains(SocketEngineKind.Uring))
            yield return new(OnRing, () => OnItsLoop(SocketEngineKind.Uring), new Claim(OnLoop));
        if (everything) yield return new(Names.Of("await AsyncSend, each", SocketEngineKind.Epoll), () => new OursFanout(Shared(), _message), new Claim(Names.SendAsync));

        Crowd Shared() => crowdOn(SocketEngineKind.Epoll, true);
        OursOnLoop OnItsLoop(SocketEngineKind engine) => new(crowdOn(engine, false), _message, bench.LoopFor(engine));
    }

    private RxSocket Stalled()
    {
        var full = FullSocket.Connect();
        _full.Add(full); // or the collector would close its peer
        return bench.Attach(full.Socket, SocketEngineKind.Epoll);
    }
}
