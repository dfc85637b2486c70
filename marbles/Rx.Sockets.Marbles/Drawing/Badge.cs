namespace Rx.Sockets.Marbles.Drawing;

/// <summary>One mark of a lane.</summary>
/// <param name="Column">Its tick.</param>
/// <param name="Shape">Its outline.</param>
/// <param name="Text">Its label, maybe none.</param>
/// <param name="Color">The class of its send.</param>
internal sealed record Badge(int Column, BadgeShape Shape, string Text, string Color)
{
    /// <summary>Estimated: no font may be loaded.</summary>
    public const int CharWidth = 8;

    /// <summary>How high a label is.</summary>
    public const int Height = 22;

    /// <summary>Refused or late: not what was asked for.</summary>
    public bool IsDashed { get; init; }

    /// <summary>The stream completes in the same tick: a bar beside the label.</summary>
    public bool Completes { get; init; }

    /// <summary>How much room the label takes.</summary>
    public int Width => Shape switch
    {
        BadgeShape.Pill or BadgeShape.Box => Math.Max(Height, Text.Length * CharWidth + 10),
        BadgeShape.Cross => Text.Length * CharWidth + 4,
        BadgeShape.Bar => 4,
        _ => 12,
    };
}
