namespace Rx.Sockets.Marbles.Model;

/// <summary>The filters of a composed send, each named by the strongest level that it lets pass.</summary>
/// <param name="In">What is noted of a request.</param>
/// <param name="Out">What of that the steps hear; null: the same.</param>
public sealed record FilterDefinition(CancellationLevel In, CancellationLevel? Out)
{
    /// <summary>The filter that a level names.</summary>
    public static CancellationFilter Of(CancellationLevel level) => level switch
    {
        CancellationLevel.None => CancellationFilter.Disable,
        CancellationLevel.Terminal => CancellationFilter.EnableTerminal,
        CancellationLevel.Partial => CancellationFilter.EnablePartial,
        _ => CancellationFilter.EnableTotal,
    };
}
