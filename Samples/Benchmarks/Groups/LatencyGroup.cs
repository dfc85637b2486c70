using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Benchmarks.Variants;

namespace Benchmarks.Groups;

/// <summary>A message there and back, one at a time.</summary>
internal sealed class LatencyGroup(Bench bench) : BenchGroup
{
    private const double Ceiling = 1.05;
    private const int Size = 64;
    private const int CheckedTrips = 200;

    private readonly byte[] _message = MessageBytes.Of(Size);

    public override string Name => "latency";

    public override IEnumerable<Series> Series => [new("latency, 64 B there and back", "trips", [.. Contestants()]) { IsTimed = true }];

    /// <summary>Every round trip compares what comes back.</summary>
    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var errors = new List<string>();
        foreach (var contestant in Contestants())
        {
            await using var variant = contestant.Open();
            var meter = Meter.Counting(CheckedTrips);
            await variant.RunAsync(meter);
            var echo = ((RoundTrip)variant).Echo;
            if (meter.Bytes != (long)CheckedTrips * Size || !echo.SequenceEqual(_message)) errors.Add($"{contestant.Name}: not what was sent came back");
        }

        return errors;
    }

    private IEnumerable<Contestant> Contestants()
    {
        const string Blocking = "send(), recv()";
        yield return new(Blocking, () => new BareRoundTrip(Connect(), _message));
        yield return new(Names.SendAsync, () => new SendAsyncRoundTrip(Connect(), _message), P50(Blocking));
        yield return new(Names.SendAsync + Measuring.Series.Again, () => new SendAsyncRoundTrip(Connect(), _message), P50(Names.SendAsync));
        foreach (var engine in Bench.Engines)
            yield return new(Names.Of("AsyncSend", engine), () => new OursRoundTrip(bench.Attach(Connect(), engine), _message), P50(Names.SendAsync, Ceiling));
    }

    private static Claim P50(string peer, double? ceiling = null) => new(peer, ceiling, Quantity.P50);

    private Socket Connect() => bench.Connect(PeerCommand.Echo);
}
