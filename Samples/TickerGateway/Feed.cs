namespace TickerGateway;

/// <summary>Prices that wander at random, each with its number in the feed, and a last line.</summary>
internal static class Feed
{
    public const string Close = "CLOSE";

    private static readonly string[] Symbols = ["ACME", "BOLT", "CORE", "DUNE", "ECHO", "FERN", "GALE", "HAZE", "IRIS", "JADE", "KELP", "LUNA"];

    public static IEnumerable<string> Lines(int prices)
    {
        var cents = Symbols.ToDictionary(symbol => symbol, _ => 10_000);
        return Random.Shared.GetItems(Symbols, prices)
            .Select((symbol, index) => $"{symbol} {index + 1} {(cents[symbol] += Random.Shared.Next(-50, 51)) / 100m:F2}")
            .Append(Close);
    }
}
