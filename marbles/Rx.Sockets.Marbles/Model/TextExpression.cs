namespace Rx.Sockets.Marbles.Model;

/// <summary>A quoted text.</summary>
/// <param name="Value">Without quotes.</param>
/// <param name="At">Where it stands.</param>
public sealed record TextExpression(string Value, Position At) : Expression(At);
