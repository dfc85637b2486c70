namespace Rx.Sockets.Marbles.Drawing;

/// <summary>What a mark looks like; never only its colour.</summary>
internal enum BadgeShape
{
    /// <summary>A value, or bytes.</summary>
    Pill,

    /// <summary>A decision.</summary>
    Box,

    /// <summary>It ended with an error: a cross and its name.</summary>
    Cross,

    /// <summary>It completed.</summary>
    Bar,

    /// <summary>Somebody subscribes.</summary>
    Circle,

    /// <summary>Somebody unsubscribes.</summary>
    Diamond,
}
