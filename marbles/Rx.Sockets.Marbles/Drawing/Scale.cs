namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Where a column stands.</summary>
/// <param name="Left">Where the first begins.</param>
/// <param name="Step">How wide each is.</param>
/// <param name="Columns">How many there are.</param>
internal sealed record Scale(int Left, int Step, int Columns)
{
    /// <summary>Where the last one ends.</summary>
    public int Right => Left + Step * Columns;

    /// <summary>The middle of a column.</summary>
    public int X(int column) => Left + Step * column + Step / 2;

    /// <summary>Where a column begins.</summary>
    public int Edge(int column) => Left + Step * column;
}
