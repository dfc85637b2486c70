namespace Rx.Sockets.Marbles.Model;

/// <summary>Ticks, or a count.</summary>
/// <param name="Value">As written.</param>
/// <param name="At">Where it stands.</param>
public sealed record NumberExpression(long Value, Position At) : Expression(At);
