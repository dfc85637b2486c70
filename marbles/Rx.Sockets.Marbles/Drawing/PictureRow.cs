using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>A lane with its place.</summary>
/// <param name="Lane">Which.</param>
/// <param name="Y">The middle of its first level.</param>
/// <param name="Marks">Its marks.</param>
internal sealed record PictureRow(Lane Lane, int Y, LanePacking Marks);
