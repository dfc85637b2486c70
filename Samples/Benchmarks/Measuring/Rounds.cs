using System.Diagnostics;
using System.Runtime;

namespace Benchmarks.Measuring;

/// <summary>Measures the variants of a series in rounds: each has one slice in every round, in random order.</summary>
internal sealed class Rounds(Series series, int count, Random random)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    /// <summary>For each contestant its sample of every round.</summary>
    public async Task<Outcome> RunAsync()
    {
        var variants = series.Contestants.Select(contestant => contestant.Open()).ToArray();
        var samples = new Sample[variants.Length, count];
        var order = Enumerable.Range(0, variants.Length).ToArray();
        WarmUpAll(variants);
        for (var round = 0; round < count; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
                samples[i, round] = Measure(variants[i]);
        }

        foreach (var variant in variants)
            await variant.DisposeAsync();
        return new Outcome(series, samples);
    }

    // Until the runtime has compiled nothing for a while: what it begins with is several times slower than what it ends with, it waits
    // for a lull before it compiles anew, and on one core it takes a while to get there.
    private void WarmUpAll(Variant[] variants)
    {
        var (start, lastChange, compiled) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), -1L);
        while (Stopwatch.GetElapsedTime(lastChange) < Quiet && Stopwatch.GetElapsedTime(start) < LongestWarmUp)
        {
            foreach (var variant in variants)
                Run(variant, Meter.For(WarmUp, series.ClockEvery));
            if (compiled == JitInfo.GetCompiledMethodCount()) continue;
            (lastChange, compiled) = (Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
        }
    }

    // On this thread, which is the pinned one, as far as the variant leaves it there.
    private static void Run(Variant variant, Meter meter) => variant.RunAsync(meter).GetAwaiter().GetResult();

    private Sample Measure(Variant variant)
    {
        Run(variant, Meter.For(Lead, series.ClockEvery)); // what the slice before has left in caches and buffers
        var meter = series.IsTimed ? Meter.Timing(Slice) : Meter.For(Slice, series.ClockEvery);
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        Run(variant, meter);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        var units = series.UnitBytes == 0 ? meter.Count : meter.Bytes / (double)series.UnitBytes;
        var sample = new Sample(units / seconds, processor.TotalNanoseconds / units);
        return series.IsTimed ? WithPercentiles(sample, meter.Laps) : sample;
    }

    private static Sample WithPercentiles(Sample sample, IReadOnlyList<long> laps)
    {
        var sorted = laps.Order().ToArray();
        return sample with { P50 = At(0.5), P99 = At(0.99), P999 = At(0.999) };
        double At(double part) => sorted[(int)(part * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency;
    }
}
