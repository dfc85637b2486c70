using Benchmarks.Measuring;
using Benchmarks.Variants;

namespace Benchmarks.Groups;

/// <summary>How many sends a second a test in virtual time gets through.</summary>
internal sealed class VirtualGroup : BenchGroup
{
    private const string Action = "a scheduled action";
    private const int CheckedSends = 1000;

    private readonly byte[] _message = MessageBytes.Of(64);

    public override string Name => "virtual";

    public override IEnumerable<Series> Series => [new("virtual, HistoricalScheduler", "sends", [.. Contestants()]) { ClockEvery = 16 }];

    /// <summary>Every send is told of, with all its bytes.</summary>
    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var meter = Meter.Counting(CheckedSends);
        await using var variant = new VirtualSends(_message);
        await variant.RunAsync(meter);
        var bytes = (long)CheckedSends * _message.Length;
        return meter is { Count: CheckedSends } && meter.Bytes == bytes ? [] : [$"{meter.Count} sends, {meter.Bytes} bytes, {bytes} expected"];
    }

    private IEnumerable<Contestant> Contestants()
    {
        yield return new(Action, () => new VirtualActions());
        yield return new(Action + Measuring.Series.Again, () => new VirtualActions(), new Claim(Action));
        yield return new("VirtualSocket.AsyncSend", () => new VirtualSends(_message), new Claim(Action));
    }
}
