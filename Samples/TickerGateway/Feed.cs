using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace TickerGateway;

/// <summary>A hot feed of prices that wander at random, and a last line when it is over. It waits for nobody.</summary>
internal static class Feed
{
    public const string Close = "CLOSE";

    private const int LinesAtOnce = 100;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private static readonly string[] Symbols = ["ACME", "BOLT", "CORE", "DUNE", "ECHO", "FERN", "GALE", "HAZE", "IRIS", "JADE", "KELP", "LUNA"];

    public static IConnectableObservable<string> Of(int prices, int seed, IScheduler clock)
    {
        var random = new Random(seed);
        var cents = Symbols.ToDictionary(symbol => symbol, _ => 10_000);
        return Observable.Interval(Period, clock)
            .SelectMany(_ => Enumerable.Repeat(Symbols, LinesAtOnce))
            .Take(prices)
            .Select(symbols => symbols[random.Next(symbols.Length)])
            .Select((symbol, index) => $"{symbol} {index + 1} {(cents[symbol] += random.Next(-50, 51)) / 100m:F2}")
            .Append(Close)
            .Publish();
    }
}
