using System.Reactive.Concurrency;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary>Actions on the same scheduler, each scheduled by the one before: what virtual time costs without a socket.</summary>
internal sealed class VirtualActions : Variant
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly HistoricalScheduler _scheduler = new();

    public override Task RunAsync(Meter meter)
    {
        Schedule(meter);
        _scheduler.Start();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => default;

    private void Schedule(Meter meter) => _scheduler.Schedule(Tick, () =>
    {
        if (meter.Took(0)) Schedule(meter);
    });
}
