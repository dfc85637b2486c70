using Benchmarks.Measuring;
using Benchmarks.Peers;
using Benchmarks.Variants;
using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>One send outstanding at a time, of 64 bytes to 256 KiB.</summary>
/// <param name="bench">Where connections come from.</param>
/// <param name="everything">Every engine in every way at every size; else what is claimed, which fits into two minutes.</param>
internal sealed class SendGroup(Bench bench, bool everything) : BenchGroup
{
    private const double AwaitedFloor = 0.97;
    private const double BareFloor = 0.93;
    private const double UringFloor = 0.95;
    private const double CpuCeiling = 1.05;
    private const double OnLoopFloor = 1.3;
    private const double OnPoolFloor = 1.05;

    private readonly int[] _sizes = everything ? [64, 1024, 4096, 64 * 1024, 256 * 1024] : [64, 1024, 4096, 256 * 1024];

    public override string Name => "send";

    public override IEnumerable<Series> Series => _sizes.Select(size => new Series($"send, {Names.Size(size)}", "sends", [.. Contestants(size)])
    {
        UnitBytes = size,
        ClockEvery = size <= 4096 ? 16 : 1,
    });

    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var errors = new List<string>();
        foreach (var size in _sizes)
            errors.AddRange(await DigestCheck.RunAsync(bench, (connect, message) => Contestants(size, message, connect), MessageBytes.Of(size), sends: size <= 4096 ? 200 : 20));
        return errors;
    }

    private IEnumerable<Contestant> Contestants(int size)
    {
        var all = Contestants(size, MessageBytes.Of(size), () => bench.Connect(PeerCommand.Drain)).ToList();
        if (everything || size == _sizes[0]) return all;
        var claimed = all.Where(contestant => contestant.Claims.Any(claim => claim.Limit is not null)).ToList();
        var peers = claimed.SelectMany(contestant => contestant.Claims).Select(claim => claim.Peer).ToHashSet();
        return all.Where(contestant => claimed.Contains(contestant) || peers.Contains(contestant.Name.Replace(Measuring.Series.Again, "", StringComparison.Ordinal)));
    }

    private IEnumerable<Contestant> Contestants(int size, byte[] message, Func<System.Net.Sockets.Socket> connect)
    {
        var small = size <= 4096;
        yield return new(Names.Bare, () => new BareSend(connect(), message));
        yield return new(Names.SendAsync, () => new SendAsyncEach(connect(), message));
        yield return new(Names.SendAsync + Measuring.Series.Again, () => new SendAsyncEach(connect(), message), new Claim(Names.SendAsync));
        if (size <= 1024 || everything) yield return new(Names.FromAsync, () => new FromAsyncRepeat(connect(), message), new Claim(Names.SendAsync, null));
        foreach (var engine in Bench.Engines)
        {
            foreach (var contestant in Ours(engine, size, small, message, connect))
                yield return contestant;
        }
    }

    private IEnumerable<Contestant> Ours(SocketEngineKind engine, int size, bool small, byte[] message, Func<System.Net.Sockets.Socket> connect)
    {
        var isBest = engine == SocketEngineKind.Epoll;
        Claim[] awaited = small && isBest
            ? [new(Names.SendAsync, AwaitedFloor), new(Names.Bare, BareFloor)]
            : [new(Names.SendAsync, small || !isBest ? null : CpuCeiling, small ? Quantity.Rate : Quantity.Cpu)];
        if (engine == SocketEngineKind.Uring && size == _sizes[0]) awaited = [.. awaited, new(Names.Of("await held", SocketEngineKind.Epoll), UringFloor)];
        yield return new(Names.Of("await held", engine), () => new OursHeld(Attach(false), message), awaited);
        if (isBest)
        {
            yield return new(Names.Of("await held on loop", engine), () => new OursHeld(Attach(true), message), awaited);
            yield return new(Names.Of("await AsyncSend(b)", engine), () => new OursFresh(Attach(false), message), new Claim(Names.SendAsync));
            if (everything) yield return new(Names.Of("Use.ValueTask", engine), () => new OursValueTask(Attach(false), message), new Claim(Names.SendAsync));
        }

        if ((size > 1024 || !isBest) && !everything) yield break;
        yield return new(Names.Of("Repeat on loop", engine), () => new OursSubscribed(Attach(true), message), Against(OnLoopFloor, size, isBest));
        yield return new(Names.Of("Repeat on pool", engine), () => new OursSubscribed(Attach(false), message), Against(OnPoolFloor, size, isBest));

        RxSocket Attach(bool onLoop) => bench.Attach(connect(), engine, onLoop);
    }

    private static Claim Against(double floor, int size, bool isBest) => new(Names.FromAsync, size <= 1024 && isBest ? floor : null);
}
