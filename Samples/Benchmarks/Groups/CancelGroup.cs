using Benchmarks.Measuring;
using Benchmarks.Peers;
using Benchmarks.Variants;
using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>A send begun and given up on a socket that has no room.</summary>
internal sealed class CancelGroup(Bench bench) : BenchGroup
{
    private const string Token = "SendAsync(token)";
    private const int CheckedSends = 200;

    private readonly byte[] _message = MessageBytes.Of(64);

    public override string Name => "cancel";

    public override IEnumerable<Series> Series => [new("cancel, a send that has no room", "sends", [.. Contestants()])];

    /// <summary>Each gives up every send, and no byte goes.</summary>
    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var errors = new List<string>();
        foreach (var contestant in Contestants())
        {
            await using var variant = contestant.Open();
            var meter = Meter.Counting(CheckedSends);
            await variant.RunAsync(meter);
            if (meter is not { Count: CheckedSends, Bytes: 0 }) errors.Add($"{contestant.Name}: {meter.Count} sends given up, {meter.Bytes} bytes gone");
        }

        return errors;
    }

    private IEnumerable<Contestant> Contestants()
    {
        yield return new(Token, () => new CancelledSendAsync(FullSocket.Connect(), _message));
        yield return new(Token + Measuring.Series.Again, () => new CancelledSendAsync(FullSocket.Connect(), _message), new Claim(Token));
        foreach (var engine in Bench.Engines)
        {
            yield return new(Names.Of("parked, disposed", engine), () => Ours(engine, isQueued: false), new Claim(Token));
            yield return new(Names.Of("queued, disposed", engine), () => Ours(engine, isQueued: true), new Claim(Token));
        }
    }

    private OursUnsubscribed Ours(SocketEngineKind engine, bool isQueued)
    {
        var full = FullSocket.Connect();
        return new OursUnsubscribed(bench.Attach(full.Socket, engine), full, _message, isQueued);
    }
}
