namespace Rx.Sockets.Marbles.Model;

/// <summary>A send, a stream, or a word.</summary>
/// <param name="Name">As written.</param>
/// <param name="At">Where it stands.</param>
public sealed record NameExpression(string Name, Position At) : Expression(At);
