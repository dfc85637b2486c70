namespace Rx.Sockets.Marbles.Drawing;

/// <summary>A mark with its place.</summary>
/// <param name="Badge">The mark.</param>
/// <param name="X">Its tick.</param>
/// <param name="Left">Where its label begins.</param>
/// <param name="Level">0: on the line of the lane; more: below it.</param>
internal sealed record PlacedBadge(Badge Badge, int X, int Left, int Level)
{
    /// <summary>How far a label stands from its tick.</summary>
    public const int Away = 8;

    /// <summary>A wide label stands beside its tick, which has a dot.</summary>
    public bool IsBeside => Left > X || LabelEnd < X;

    /// <summary>Where the label ends.</summary>
    public int LabelEnd => Left + Badge.Width;

    /// <summary>Where the bar of a completion stands: behind the value, and behind the tick.</summary>
    public int BarX => Math.Max(LabelEnd + 4, IsBeside ? X + 8 : X);

    /// <summary>The whole room: label, tick, bar.</summary>
    public int From => Math.Min(Left, X - 6);

    /// <inheritdoc cref="From"/>
    public int To => Math.Max(Badge.Completes ? BarX + 2 : LabelEnd, X + 6);
}
