namespace Rx.Sockets;

/// <summary>Which requests pass, and as what; the filters of Asio's <c>cancellation_state</c> and <c>async_compose</c>.</summary>
/// <remarks>
/// A table of eight entries, one for each combination of levels, so no code of the user's runs when somebody cancels. An operation
/// that can give one guarantee must honour requests that would accept less: <see cref="EnablePartial"/> lets Terminal pass, too.
/// <c>default</c> is <see cref="Disable"/>.
/// </remarks>
public readonly record struct CancellationFilter
{
    private const int BitsOfALevel = 3;

    // Entry n, three bits wide, is what a request of the levels n passes as.
    private readonly int _table;

    private CancellationFilter(int table) => _table = table;

    /// <summary>Nothing passes; Asio's <c>disable_cancellation</c>.</summary>
    public static CancellationFilter Disable => default;

    /// <summary>Terminal passes; Asio's <c>enable_terminal_cancellation</c>.</summary>
    public static CancellationFilter EnableTerminal { get; } = Only(CancellationLevel.Terminal);

    /// <summary>Terminal and Partial pass; Asio's <c>enable_partial_cancellation</c>.</summary>
    public static CancellationFilter EnablePartial { get; } = Only(CancellationLevel.Terminal | CancellationLevel.Partial);

    /// <summary>All three pass; Asio's <c>enable_total_cancellation</c>.</summary>
    public static CancellationFilter EnableTotal { get; } = Only(CancellationLevel.All);

    /// <summary>A filter of one's own.</summary>
    /// <param name="map">What a request of these levels passes as. Called here, once for each combination of levels, and never
    /// again; what it throws goes to the caller.</param>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="map"/> gave an unknown level.</exception>
    public static CancellationFilter Of(Func<CancellationLevel, CancellationLevel> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var table = 0;
        for (var requested = CancellationLevel.None; requested <= CancellationLevel.All; requested++)
        {
            var passes = Cancellation.Levels.Checked(map(requested), nameof(map));
            table |= (int)passes << ((int)requested * BitsOfALevel);
        }

        return new CancellationFilter(table);
    }

    /// <summary>What a request of <paramref name="requested"/> passes as; unknown bits count for nothing.</summary>
    public CancellationLevel Apply(CancellationLevel requested)
    {
        var entry = (int)(requested & CancellationLevel.All) * BitsOfALevel;
        return (CancellationLevel)(_table >> entry) & CancellationLevel.All;
    }

    /// <summary>For logs: what each level passes as when it is asked for alone.</summary>
    public override string ToString() =>
        $"Terminal: {Apply(CancellationLevel.Terminal)}, Partial: {Apply(CancellationLevel.Partial)}, Total: {Apply(CancellationLevel.Total)}";

    private static CancellationFilter Only(CancellationLevel levels) => Of(requested => requested & levels);
}
