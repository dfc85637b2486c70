namespace Rx.Sockets.Virtual;

/// <summary>How bad a <see cref="VirtualNetwork"/> is. The same seed gives the same network.</summary>
public sealed record VirtualNetworkOptions
{
    /// <summary>Where its chance begins. Print it when a test fails.</summary>
    public int Seed { get; init; }

    /// <summary>How long the first byte of a burst is on its way. Default: 10 ms.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>At most so much is added to each arrival, by chance. Default: none.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How fast bytes arrive. Default: 12.5 million bytes a second, 100 Mbit/s.</summary>
    public long BytesPerSecond { get; init; } = 12_500_000;

    /// <summary>How many bytes may be on their way. Default: 64 KiB.</summary>
    public long Window { get; init; } = 64 * 1024;

    /// <summary>The most that one native send takes, by chance from 1 on; null: all that fits.</summary>
    public int? LongestSend { get; init; }

    /// <summary>How likely each arrival ends in a reset. Default: 0.</summary>
    public double ResetProbability { get; init; }
}
