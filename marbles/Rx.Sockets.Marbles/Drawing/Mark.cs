using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>One marble with what it means.</summary>
/// <param name="Column">Where it stands.</param>
/// <param name="Tick">When it happens.</param>
/// <param name="Symbol">As drawn in the file.</param>
/// <param name="Items">All that happens; signs of sends and observers mean themselves.</param>
internal sealed record Mark(int Column, long Tick, char Symbol, IReadOnlyList<Meaning> Items);
