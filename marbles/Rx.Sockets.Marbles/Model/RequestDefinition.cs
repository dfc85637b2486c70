namespace Rx.Sockets.Marbles.Model;

/// <summary>A request that a send brings with it.</summary>
/// <param name="After">Ticks after Subscribe; null: it comes from <paramref name="Stream"/>.</param>
/// <param name="Stream">The signal that makes it.</param>
/// <param name="Level">What is asked for; null: what the signal says.</param>
public sealed record RequestDefinition(long? After, string? Stream, CancellationLevel? Level);
