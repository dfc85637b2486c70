using System.Reactive.Concurrency;

namespace Rx.Sockets.Virtual;

/// <summary>Virtual sockets whose peers read as a network would let them: late, slowly, and not for ever. Deterministic by its
/// seed.</summary>
/// <param name="scheduler">Whose time.</param>
/// <param name="options">null: the defaults.</param>
public sealed class VirtualNetwork(IScheduler scheduler, VirtualNetworkOptions? options = null)
{
    private readonly VirtualNetworkOptions _options = Checked(options ?? new VirtualNetworkOptions());
    private int _connections;

    /// <summary>A connected socket; each has a chance of its own, made from the seed and its number.</summary>
    /// <param name="unwatchedLimit">See <see cref="RxSocketOptions.UnwatchedLimit"/>; null: its default.</param>
    public VirtualSocket Connect(TimeSpan? unwatchedLimit = null)
    {
        var socket = new VirtualSocket(scheduler, _options.Window, unwatchedLimit);
        var chance = new Random(HashOf(_options.Seed, Interlocked.Increment(ref _connections)));
        _ = new VirtualPath(socket, scheduler, _options, chance);
        return socket;
    }

    // HashCode differs from run to run; this does not.
    private static int HashOf(int seed, int connection) => unchecked(seed * 486187739 + connection);

    private static VirtualNetworkOptions Checked(VirtualNetworkOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Latency, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Jitter, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BytesPerSecond, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Window, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LongestSend ?? 1, 1, nameof(options));
        if (options.ResetProbability is < 0 or > 1 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(options), options.ResetProbability, "A probability lies between 0 and 1.");
        return options;
    }
}
