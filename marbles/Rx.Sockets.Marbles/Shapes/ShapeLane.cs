namespace Rx.Sockets.Marbles.Shapes;

/// <summary>One lane without its times.</summary>
/// <param name="Name">Whose; sends are a, b, c ... in the order of their subscription.</param>
/// <param name="Recorded">What the run had, in order.</param>
/// <param name="Expected">What the scenario has, in order.</param>
public sealed record ShapeLane(string Name, IReadOnlyList<string> Recorded, IReadOnlyList<string> Expected)
{
    /// <summary>Whether they agree.</summary>
    public bool Agrees => Recorded.SequenceEqual(Expected, StringComparer.Ordinal);
}
