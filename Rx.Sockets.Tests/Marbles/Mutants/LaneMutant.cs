using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Tests.Marbles.Mutants;

/// <summary>A scenario with one character changed.</summary>
/// <param name="Name">Which: <c>when peer, 9 at 7 moved to 6</c>. Unique in its scenario.</param>
/// <param name="Scenario">The changed one.</param>
public sealed record LaneMutant(string Name, Scenario Scenario);
