using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Benchmarks.Variants;
using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>A stream of small messages, as fast as it goes.</summary>
internal sealed class MessagesGroup(Bench bench) : BenchGroup
{
    private const string Concat = "Concat of FromAsync";
    private const string Pipe = "Pipe + send loop";
    private const string Blocks = "send() of 64 KiB blocks";
    private const int CheckedMessages = 4096; // whole blocks of every size

    private static readonly int[] Sizes = [16, 64, 512, 4096];

    public override string Name => "messages";

    public override IEnumerable<Series> Series => Sizes.Select(
        size => new Series($"messages, {Names.Size(size)}", "messages", [.. Contestants(size, () => bench.Connect(PeerCommand.Drain), MessageBytes.Of(size))])
        {
            UnitBytes = size,
            ClockEvery = 64,
        });

    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var errors = new List<string>();
        foreach (var size in Sizes)
            errors.AddRange(await DigestCheck.RunAsync(bench, (connect, message) => Contestants(size, connect, message), MessageBytes.Of(size), CheckedMessages));
        return errors;
    }

    private IEnumerable<Contestant> Contestants(int size, Func<Socket> connect, byte[] message)
    {
        yield return new(Names.SendAsync, () => new SendAsyncEach(connect(), message));
        yield return new(Concat, () => new ConcatFromAsync(connect(), message), new Claim(Names.SendAsync));
        yield return new(Pipe, () => new PipeAndLoop(connect(), message), new Claim(Names.SendAsync));
        yield return new(Pipe + Measuring.Series.Again, () => new PipeAndLoop(connect(), message), new Claim(Pipe));
        yield return new("BufferedStream", () => new BufferedStreamWrites(connect(), message), new Claim(Pipe));
        yield return new(Blocks, () => new BareBlocks(connect(), message), new Claim(Pipe));
        foreach (var engine in Bench.Engines)
        {
            yield return new(
                Names.Of("SendTo", engine), () => new OursThroughSendTo(bench.Attach(connect(), engine), message), Claims(size, engine == SocketEngineKind.Epoll));
        }
    }

    private static Claim[] Claims(int size, bool isBest) => (size, isBest) switch
    {
        (64, true) => [new(Pipe, 2), new(Concat, 100), new(Blocks)],
        (512, true) => [new(Pipe, 2), new(Blocks, 0.6)],
        _ => [new(Pipe), new(Blocks)],
    };
}
