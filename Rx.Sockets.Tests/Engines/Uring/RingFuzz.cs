using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>Ports, withdrawals and turns in random order against a kernel that does what it likes: no byte is lost or counted twice,
/// each send ends once, no memory is said to be free that is still read, and nothing is left pinned or in a slot.</summary>
public sealed class RingFuzz
{
    private const int Ports = 12;
    private const int Steps = 4_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(64, true)]
    public void Whatever_the_kernel_does_every_byte_is_accounted_for(int room, bool isBound)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            try
            {
                Run(new Random(seed), room, isBound);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}, room {room}, bound {isBound}", error);
            }
        }
    }

    private static void Run(Random random, int room, bool isBound)
    {
        var kernel = new FakeRing(room, isBound, random);
        var engine = new UringEngine(kernel, new FrozenTime(), new FuzzedPort.Attempts(kernel));
        var ports = Enumerable.Range(0, Ports).Select(_ => new FuzzedPort(engine, random)).ToList();
        for (var step = 0; step < Steps; step++)
        {
            Step(engine, ports, random, isBound);
            if (ports.Any(port => port.Held < kernel.Held(port.Descriptor))) Assert.Fail("memory is said to be free that the kernel reads");
        }

        if (random.Next(2) == 0) Drain(engine, ports);
        engine.Dispose();

        var deadline = TimeProvider.System.GetTimestamp();
        while (ports.Any(port => port.IsPending) || !kernel.IsDisposed) // outcomes that come by the pool, notices on a thread of their own
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Deadline.Limit, "a send has not ended");
        Assert.Equal((0, 0), (engine.Requests.Count, kernel.Pending));
        foreach (var port in ports)
        {
            port.AssertAccounted(kernel.Taken);
            port.Dispose();
        }
    }

    private static void Step(UringEngine engine, List<FuzzedPort> ports, Random random, bool isBound)
    {
        var port = ports[random.Next(ports.Count)];
        switch (random.Next(10))
        {
            case 0:
                engine.Poll(TimeSpan.Zero);
                break;
            case 8:
                engine.TakeNotices();
                break;
            case 1:
                BeginMany(engine, ports, random);
                break;
            case 9:
                AttemptMany(engine, ports, random);
                break;
            case 2 when port.IsPending && isBound:
                Task.Run(port.Withdraw).GetAwaiter().GetResult(); // another thread may not drive a bound ring
                break;
            case 2 or 3 when port.IsPending:
                port.Withdraw();
                break;
            default:
                if (!port.IsPending) port.Begin();
                break;
        }
    }

    private static void BeginMany(UringEngine engine, List<FuzzedPort> ports, Random random)
    {
        engine.BeginTogether(16);
        foreach (var port in ports.Where(port => !port.IsPending && random.Next(2) == 0))
            port.Begin();
        engine.EndTogether();
    }

    private static void AttemptMany(UringEngine engine, List<FuzzedPort> ports, Random random)
    {
        var chosen = ports.Where(port => !port.IsPending && random.Next(2) == 0).ToArray();
        var data = new CountingMemory(random.Next(1, 600));
        random.NextBytes(data.GetSpan());
        var outcomes = new NativeOutcome[chosen.Length];
        engine.AttemptEach(chosen.Select(port => port.Port).ToArray(), data.Memory, outcomes);
        Assert.Equal(data.Pins, data.Unpins);
        for (var i = 0; i < chosen.Length; i++)
            chosen[i].Attempted(outcomes[i]);
    }

    private static void Drain(UringEngine engine, List<FuzzedPort> ports)
    {
        while (ports.Any(port => port.IsPending))
            engine.Poll(TimeSpan.Zero);
    }
}
