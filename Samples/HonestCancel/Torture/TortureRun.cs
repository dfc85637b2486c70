using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>Tortures connections, two at a time on one loop, until enough sends have been asked to stop.</summary>
public sealed class TortureRun(TortureOptions options)
{
    private const int Workers = 2;
    private readonly Tally _tally = new();
    private int _rounds;
    private volatile bool _failed;

    /// <exception cref="TortureException">A byte is not accounted for, or something hangs.</exception>
    public async Task<Tally> RunAsync()
    {
        using var loop = new SocketLoop(options.Engine);
        using var lines = new Lines();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(loop, lines))));
        return _tally;
    }

    private async Task WorkAsync(SocketLoop loop, Lines lines)
    {
        while (!_failed && _tally.Cancellations < options.Count)
        {
            var number = Interlocked.Increment(ref _rounds);
            var random = new Random(unchecked((options.Seed * 1_000_003) + number));
            var plan = RoundPlan.Draw(options, random);
            try
            {
                await using var round = new Round(plan, random, (long)number << 16, loop, lines, options.Deadline);
                await round.RunAsync(_tally);
            }
            catch (Exception error)
            {
                _failed = true;
                throw new TortureException($"{options.Engine}, seed {options.Seed}, connection {number}, {plan}: {error.Message}", error);
            }
        }
    }
}
